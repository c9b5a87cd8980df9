package corgi.cli;

import corgi.engine.condition.Condition;
import corgi.engine.condition.ConditionPlugin;
import corgi.engine.condition.ConditionSpec;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.Material;
import corgi.engine.condition.TextCondition;
import corgi.engine.data.Dataset;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.TextEncoderPlugin;
import corgi.engine.training.TrainingPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Option;

/** What a model is told in training. */
final class ConditionOptions {
  private static final String NOTHING = "none";
  private static final String ENCODER = "all-MiniLM-L6-v2";
  private static final int TOKENS = 24;
  private static final int REMEMBERED_MEGABYTES = 1000;

  @Option(
      names = "--condition",
      paramLabel = "NAME[:KEY=VALUE,…]",
      description = {
        "What the model is told of a picture: text, label, mask or points; repeatable (default:",
        "text). label:head=figure says which labels, drop=0.2 how often it is left out. none trains",
        "an unconditional model."
      })
  private List<String> conditions = List.of(TextCondition.NAME);

  @Option(
      names = "--drop",
      paramLabel = "P",
      description = {
        "How often a picture is shown without a condition, which is what guidance starts from; each",
        "is dropped for itself (default: 0.1)."
      })
  private double drop = TrainingPlan.DROP;

  /**
   * Returns what was asked for, text first.
   *
   * @throws IllegalArgumentException if the data set does not say it
   * @throws IOException if the text encoder cannot be read
   */
  Conditions conditions(Dataset data) throws IOException {
    if (!(drop >= 0 && drop <= 1)) {
      throw new IllegalArgumentException("--drop %s: must be in [0, 1]".formatted(drop));
    }
    if (conditions.equals(List.of(NOTHING))) {
      return Conditions.NONE;
    }
    Material material = new Material(data, ConditionOptions::encoder, drop);
    List<Condition> all = new ArrayList<>();
    for (String said : conditions) {
      ConditionSpec spec = ConditionSpec.parse(said);
      all.add(ConditionPlugin.named(spec.name()).create(spec, material));
    }
    all.sort(Comparator.comparing(condition -> !condition.name().equals(TextCondition.NAME)));
    return new Conditions(all);
  }

  private static CachedTextEncoder encoder() throws IOException {
    return new CachedTextEncoder(TextEncoderPlugin.create(ENCODER, TOKENS), REMEMBERED_MEGABYTES);
  }
}
