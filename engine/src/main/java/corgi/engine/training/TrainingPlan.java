package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.condition.Condition;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.TextCondition;
import corgi.engine.data.Dataset;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Velocity;
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
 */
public record TrainingPlan(
    Dataset dataset, Conditions conditions, UNetConfig unet, Start start, TrainerOptions options) {
  /** The usual share of examples without a condition. */
  public static final double DROP = 0.1;

  static final Preconditioning PREDICTION = new Velocity();

  /**
   * v-prediction on the cosine schedule (Nichol and Dhariwal 2021, 2102.09672, eq. 17): at the
   * noisiest times the network still has something to say about the picture as a whole, which keeps
   * flat areas flat.
   */
  static final ScheduleConfig COSINE =
      ScheduleConfig.named("DDIMScheduler")
          .with("num_train_timesteps", 1000)
          .with("beta_schedule", "squaredcos_cap_v2")
          .with("prediction_type", PREDICTION.name())
          .with("timestep_spacing", "trailing")
          .with("clip_sample", true)
          .with("clip_sample_range", 1.0);

  /**
   * @throws IllegalArgumentException if these do not fit together; the message says what
   */
  public TrainingPlan {
    UNetConfig.Ends ends = unet.ends();
    int told = conditions.channels();
    if (ends.sampleSize() != dataset.resolution()
        || ends.inChannels() != dataset.channels() + told
        || ends.outChannels() != dataset.channels()) {
      throw new IllegalArgumentException(
          "the network draws %d×%d pictures from %d to %d channels; the data set has %d×%d of %d%s"
              .formatted(
                  ends.sampleSize(),
                  ends.sampleSize(),
                  ends.inChannels(),
                  ends.outChannels(),
                  dataset.resolution(),
                  dataset.resolution(),
                  dataset.channels(),
                  told == 0 ? "" : ", and its conditions add " + told));
    }
    Fit.check(unet, conditions);
    start.check(unet, conditions);
  }

  /** The noise, and what is predicted. */
  ScheduleConfig schedule() {
    return COSINE;
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
    return json.toString();
  }
}
