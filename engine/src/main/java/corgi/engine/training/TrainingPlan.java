package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.VaeFolder;
import corgi.engine.condition.Condition;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.TextCondition;
import corgi.engine.data.Dataset;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.unet.UNetConfig;
import java.util.List;
import java.util.Optional;

/**
 * A conditional training: what is learned by which network, and how.
 *
 * @param dataset the examples
 * @param conditions what the network is told of them; not closed with this
 * @param unet the shape of the network
 * @param start the weights before the first step
 * @param options how it is trained
 * @param objective what it is trained towards
 * @param autoencoder whose latents the examples are, or null for pixels
 */
public record TrainingPlan(
    Dataset dataset,
    Conditions conditions,
    UNetConfig unet,
    Start start,
    TrainerOptions options,
    ObjectiveSpec objective,
    VaeFolder autoencoder) {
  /** The usual share of examples without a condition. */
  public static final double DROP = 0.1;

  /** A plan with the usual objective. */
  public TrainingPlan(
      Dataset dataset,
      Conditions conditions,
      UNetConfig unet,
      Start start,
      TrainerOptions options) {
    this(dataset, conditions, unet, start, options, ObjectiveSpec.DEFAULT, null);
  }

  /**
   * @throws IllegalArgumentException if these do not fit together; the message says what
   */
  public TrainingPlan {
    UNetConfig.Ends ends = unet.ends();
    int told = conditions.channels();
    if (ends.sampleSize() != dataset.resolution()
        || ends.inChannels() != dataset.channels() + told
        || ends.outChannels() != objective.outputs(dataset.channels())) {
      throw new IllegalArgumentException(
          ("the network draws %d×%d pictures from %d to %d channels; the data set has %d×%d of %d,"
                  + " its conditions add %d, and %d must be put out")
              .formatted(
                  ends.sampleSize(),
                  ends.sampleSize(),
                  ends.inChannels(),
                  ends.outChannels(),
                  dataset.resolution(),
                  dataset.resolution(),
                  dataset.channels(),
                  told,
                  objective.outputs(dataset.channels())));
    }
    Fit.check(unet, conditions);
    start.check(unet, conditions, objective);
  }

  /** The noise, and what is predicted; latents have no range to be clipped to. */
  ScheduleConfig schedule() {
    ScheduleConfig scheduler = objective.scheduler();
    return autoencoder == null ? scheduler : scheduler.with("clip_sample", false);
  }

  /** The caption, if the network is told it. */
  Optional<TextCondition> text() {
    return conditions
        .named(TextCondition.NAME)
        .filter(TextCondition.class::isInstance)
        .map(TextCondition.class::cast);
  }

  /** The other conditions, as they are stored. */
  List<ObjectNode> others() {
    return conditions.all().stream()
        .filter(condition -> !condition.name().equals(TextCondition.NAME))
        .map(Condition::toJson)
        .toList();
  }

  /** What a state must agree with to be gone on from: all that shapes a step, but not the limit. */
  String identity() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("data", dataset.name());
    json.put("hash", dataset.hash());
    text().ifPresent(text -> json.put("encoder", text.encoder().name()));
    text().ifPresent(text -> json.put("length", text.encoder().length()));
    json.set("unet", unet.toJson());
    options.identify(json);
    json.put("start", start.name());
    // States of trainings that could not say these go on.
    text().filter(text -> text.dropped() != DROP).ifPresent(t -> json.put("drop", t.dropped()));
    List<ObjectNode> others = others();
    if (!others.isEmpty()) {
      json.putArray("conditions").addAll(others);
    }
    if (!objective.equals(ObjectiveSpec.DEFAULT)) {
      json.set("objective", objective.toJson());
    }
    return json.toString();
  }
}
