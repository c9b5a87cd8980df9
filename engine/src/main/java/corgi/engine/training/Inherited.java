package corgi.engine.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.condition.Conditions;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.UNetConfig.Level;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The weights of a trained model, of this size or of a smaller one. The levels of a smaller model
 * become the lower levels of the new network, as in progressive growing (Karras et al. 2017,
 * 1710.10196): what is where in a picture was learned where pictures cost least. What is new, the
 * layers at the ends included, stays random. A network of this size may be told more than the model
 * was; what it is told besides counts for nothing at first.
 */
public final class Inherited implements Start {
  private static final Pattern DOWN = Pattern.compile("(down_blocks\\.)(\\d+)(\\..*)");
  private static final String FIRST = "conv_in.weight";
  private static final List<String> ENDS = List.of("conv_in.", "conv_norm_out.", "conv_out.");

  private final Checkpoint from;
  private final String name;
  private final Map<String, float[]> weights;

  private Inherited(Checkpoint from, String name, Map<String, float[]> weights) {
    this.from = from;
    this.name = name;
    this.weights = weights;
  }

  /**
   * Reads a model's weights.
   *
   * @param model the name of an embedded model, or the path of a model folder
   * @throws CheckpointException if there is none, or it is damaged
   */
  public static Inherited from(String model) throws IOException {
    CheckpointFolder folder = CheckpointFolder.find(model);
    Map<String, float[]> weights = new LinkedHashMap<>();
    try (SafetensorsFile file = folder.weights()) {
      for (String tensor : file.names()) {
        weights.put(tensor, file.floats(tensor));
      }
    }
    String called = CheckpointFolder.isEmbedded(model) ? model + ", " : "";
    return new Inherited(folder.checkpoint(), called + folder.weightsHash(), weights);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void check(UNetConfig unet, Conditions told, ObjectiveSpec objective) {
    checkTold(said(from.provenance().told()), said(told.toJson()));
    UNetConfig old = from.unet();
    int more = more(unet);
    if (more < 0) {
      throw new IllegalArgumentException(
          "the model to begin from (%s) has %d levels, the new network %d: it must not have fewer"
              .formatted(name, old.levels().size(), unet.levels().size()));
    }
    for (int i = 0; i < old.levels().size(); i++) {
      Level was = old.levels().get(i);
      Level is = unet.levels().get(i + more);
      require("channels of a level", was.channels(), is.channels());
      require("blocks of a level", was.blocks(), is.blocks());
      if (was.heads() > 0) {
        require("attention heads of a level", was.heads(), is.heads());
      }
    }
    if (more == 0) {
      require("channels put out", old.ends().outChannels(), unet.ends().outChannels());
    }
    // The time embedding is four times as wide as the first level.
    require("first level", old.levels().get(0).channels(), unet.levels().get(0).channels());
    require("numbers a token", old.tokenSize(), unet.tokenSize());
    require("attention blocks", old.attention().depth(), unet.attention().depth());
    require("attention", old.attention().style(), unet.attention().style());
    require("residual blocks", old.residual(), unet.residual());
    require("time embedding", old.time(), unet.time());
    if (old.conditions().classes().count() != null) {
      require("classes", old.conditions().classes(), unet.conditions().classes());
    }
    require(
        "prediction type",
        ScheduleConfig.of(from.scheduler()).preconditioning(),
        objective.scheduler().preconditioning());
  }

  /** What matters to weights: resolutions differ between a model and the one it grew from. */
  private static List<String> said(List<ObjectNode> conditions) {
    return conditions.stream()
        .map(json -> json.deepCopy().without(List.of("dropped", "resolution")).toString())
        .toList();
  }

  /** New conditions may follow the old ones; channels of the input keep their places then. */
  private void checkTold(List<String> was, List<String> is) {
    if (is.size() < was.size() || !is.subList(0, was.size()).equals(was)) {
      throw new IllegalArgumentException(
          "the model to begin from (%s) is told %s, the new network %s; the same must come first"
              .formatted(name, was, is));
    }
  }

  private void require(String what, Object was, Object is) {
    if (!Objects.equals(was, is)) {
      throw new IllegalArgumentException(
          "the model to begin from (%s) has %s: %s, the new network %s; it must be the same"
              .formatted(name, what, was, is));
    }
  }

  private int more(UNetConfig unet) {
    return unet.levels().size() - from.unet().levels().size();
  }

  @Override
  public void set(UNet network) {
    int more = more(network.config());
    weights.forEach(
        (old, values) -> {
          if (more > 0 && ENDS.stream().anyMatch(old::startsWith)) {
            return;
          }
          boolean first = old.equals(FIRST);
          network
              .parameters()
              .set(moved(old, more), first ? widened(values, network.config()) : values);
        });
  }

  /**
   * Weights of channels that are new are zero, so that the network begins as it was. Brooks et al.
   * 2023 (2211.09800), §3.2.
   *
   * @param values (C′, C, k, k)
   */
  private float[] widened(float[] values, UNetConfig unet) {
    int was = from.unet().ends().inChannels();
    int is = unet.ends().inChannels();
    int out = unet.levels().get(0).channels();
    int kernel = values.length / (out * was);
    float[] wide = new float[out * is * kernel];
    for (int o = 0; o < out; o++) {
      System.arraycopy(values, o * was * kernel, wide, o * is * kernel, was * kernel);
    }
    return wide;
  }

  /** Levels are counted from the full resolution on the way down, from the lowest on the way up. */
  private static String moved(String old, int more) {
    Matcher matched = DOWN.matcher(old);
    return matched.matches()
        ? matched.group(1) + (Integer.parseInt(matched.group(2)) + more) + matched.group(3)
        : old;
  }
}
