package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.data.Dataset;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.LabelHeads;
import corgi.engine.unet.adm.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * The training of a noise-aware classifier on the labels of a data set.
 *
 * @param dataset the examples
 * @param network the shape of the network, with one logit for each label
 * @param options how it is trained
 */
public record ClassifierPlan(Dataset dataset, AdmConfig network, TrainerOptions options) {
  /** How features become logits. */
  static final Pool.Kind POOL = Pool.Kind.ATTENTION;

  private static final int WIDTH = 32; // group normalisation has 32 groups
  private static final int HEAD = 32;
  private static final int SMALLEST = 4; // pixels a side of the last level
  private static final int MOST = 128;

  /**
   * A network for a data set: widths that double while the pictures halve, half a U-Net with
   * adaptive group normalisation and attention where pictures have 8 pixels a side or fewer.
   */
  public static AdmConfig usual(Dataset dataset) {
    List<Integer> widths = new ArrayList<>();
    List<Integer> resolutions = new ArrayList<>();
    int width = WIDTH;
    for (int side = dataset.resolution(); side >= SMALLEST; side /= 2) {
      widths.add(width);
      if (side <= 2 * SMALLEST) {
        resolutions.add(dataset.resolution() / side);
      }
      width = side <= 32 ? Math.min(MOST, 2 * width) : width;
    }
    return new AdmConfig(
        new AdmConfig.Ends(
            dataset.resolution(), dataset.channels(), new LabelHeads(dataset.vocabulary()).size()),
        widths,
        WIDTH,
        1,
        new AdmConfig.Attending(resolutions, 1, HEAD, -1, AdmConfig.Order.NEW),
        new AdmConfig.Style(true, false, true),
        0);
  }

  /** The labels it learns. */
  LabelHeads heads() {
    return new LabelHeads(dataset.vocabulary());
  }

  /** The noise it learns to see through: that of the models that Corgi trains. */
  ScheduleConfig schedule() {
    return ObjectiveSpec.DEFAULT.scheduler();
  }

  /** What a state must agree with to be gone on from: all that shapes a step, but not the limit. */
  String identity() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("kind", "classifier");
    json.put("data", dataset.name());
    json.put("hash", dataset.hash());
    json.set("network", network.toJson());
    options.identify(json);
    return json.toString();
  }
}
