package corgi.engine.condition;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The class, by a learned vector that is added to the embedding of the time. One class more than
 * there are is the null condition. Dhariwal and Nichol 2021 (2105.05233), §3.1; Ho and Salimans
 * 2022 (2207.12598), §3.2.
 *
 * @param head of the data set's labels
 * @param values the classes, in the order of their numbers
 * @param dropped see {@link Condition#dropped}
 */
public record LabelCondition(String head, List<String> values, double dropped)
    implements Condition {
  /** The name on the command line. */
  public static final String NAME = "label";

  private static final Shape SCALAR = new Shape();

  public LabelCondition {
    values = List.copyOf(values);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** How many vectors there are, that of the null condition included. */
  public int embeddings() {
    return values.size() + 1;
  }

  @Override
  public Map<Port, Shape> ports() {
    return Map.of(Port.LABEL, SCALAR);
  }

  @Override
  public List<Optional<Cue>> cues(List<Scene> scenes) {
    return scenes.stream()
        .map(scene -> Optional.ofNullable(scene.labels().get(head)).map(this::cue))
        .toList();
  }

  private Cue cue(String value) {
    int index = values.indexOf(value);
    if (index < 0) {
      throw new IllegalArgumentException(
          "%s = %s: this model knows %s".formatted(head, value, String.join(", ", values)));
    }
    return Cue.of(Port.LABEL, new float[] {index});
  }

  @Override
  public Cue none() {
    return Cue.of(Port.LABEL, new float[] {values.size()});
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", NAME).put("head", head);
    values.forEach(json.putArray("values")::add);
    return json.put("dropped", dropped);
  }

  /** {@code label}. */
  @AutoService(ConditionPlugin.class)
  public static final class Plugin implements ConditionPlugin {
    private static final String HEAD = "head";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "the class, by a learned vector; label:head=figure where there are several heads";
    }

    @Override
    public Condition create(ConditionSpec spec, Material material) {
      spec.check(HEAD, ConditionSpec.DROP);
      Map<String, List<String>> vocabulary = material.dataset().vocabulary();
      String data = material.dataset().name();
      String head = spec.text(HEAD);
      if (head == null && vocabulary.size() == 1) {
        head = vocabulary.keySet().iterator().next();
      }
      if (head == null || !vocabulary.containsKey(head)) {
        throw new IllegalArgumentException(
            vocabulary.isEmpty()
                ? "condition label: data set %s has no labels".formatted(data)
                : "condition label: head %s: data set %s has %s; say label:head=%s"
                    .formatted(
                        head == null ? "is not said" : "= " + head,
                        data,
                        String.join(", ", vocabulary.keySet()),
                        vocabulary.keySet().iterator().next()));
      }
      double drop = spec.share(ConditionSpec.DROP, material.drop());
      return new LabelCondition(head, vocabulary.get(head), drop);
    }

    @Override
    public Condition read(ObjectNode json) {
      Stored stored = new Stored(json);
      return new LabelCondition(stored.text(HEAD), stored.texts("values"), stored.share("dropped"));
    }
  }
}
