package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.data.Dataset;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.unet.UNetConfig;

/**
 * A text-conditional training: what is learned by which network, and how.
 *
 * @param dataset the examples
 * @param encoder the text encoder; "" is the null condition
 * @param unet the shape of the network
 * @param start the weights before the first step
 * @param options how it is trained
 * @param drop the share of examples whose caption is replaced by the null condition; 1 trains an
 *     unconditional model
 * @param objective what it is trained towards
 */
public record TrainingPlan(
    Dataset dataset,
    CachedTextEncoder encoder,
    UNetConfig unet,
    Start start,
    TrainerOptions options,
    double drop,
    ObjectiveSpec objective) {
  /** The usual share of examples without their caption. */
  public static final double DROP = 0.1;

  /** The prompt that means "no condition". */
  static final String NULL_CONDITION = "";

  /** A plan with the usual objective and share of examples without their caption. */
  public TrainingPlan(
      Dataset dataset,
      CachedTextEncoder encoder,
      UNetConfig unet,
      Start start,
      TrainerOptions options) {
    this(dataset, encoder, unet, start, options, DROP, ObjectiveSpec.DEFAULT);
  }

  /**
   * @throws IllegalArgumentException if these do not fit together; the message says what
   */
  public TrainingPlan {
    if (!(drop >= 0 && drop <= 1)) {
      throw new IllegalArgumentException("drop = " + drop + ": must be in [0, 1]");
    }
    if (unet.ends().sampleSize() != dataset.resolution()
        || unet.ends().inChannels() != dataset.channels()
        || unet.ends().outChannels() != objective.outputs(dataset.channels())) {
      throw new IllegalArgumentException(
          ("the network draws %d×%d pictures from %d to %d channels; the data set has %d×%d of %d,"
                  + " and %d must be put out")
              .formatted(
                  unet.ends().sampleSize(),
                  unet.ends().sampleSize(),
                  unet.ends().inChannels(),
                  unet.ends().outChannels(),
                  dataset.resolution(),
                  dataset.resolution(),
                  dataset.channels(),
                  objective.outputs(dataset.channels())));
    }
    if (unet.tokenSize() != encoder.dimension()) {
      throw new IllegalArgumentException(
          "the network reads tokens of %d numbers, %s writes %d"
              .formatted(unet.tokenSize(), encoder.name(), encoder.dimension()));
    }
    start.check(unet, encoder.name(), encoder.length(), objective);
  }

  /** The noise, and what is predicted. */
  ScheduleConfig schedule() {
    return objective.scheduler();
  }

  /** What a state must agree with to be gone on from: all that shapes a step, but not the limit. */
  String identity() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("data", dataset.name());
    json.put("hash", dataset.hash());
    json.put("encoder", encoder.name());
    json.put("length", encoder.length());
    json.set("unet", unet.toJson());
    json.put("batch", options.batch());
    json.put("seed", options.seed());
    json.put("ema", options.emaDecay());
    json.put("precision", options.precision().name());
    json.put("start", start.name());
    if (drop != DROP) { // states of trainings that could not say it go on
      json.put("drop", drop);
    }
    if (!objective.equals(ObjectiveSpec.DEFAULT)) {
      json.set("objective", objective.toJson());
    }
    return json.toString();
  }
}
