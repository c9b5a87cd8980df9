package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.plugin.Spec;
import corgi.engine.schedule.ScheduleConfig;
import java.util.Locale;
import java.util.Set;

/**
 * What a network is trained towards, as options say it.
 *
 * @param prediction what it puts out: {@code epsilon}, {@code v_prediction}, {@code sample}, or
 *     {@code edm}, whose noise has no steps
 * @param schedule the noise: {@code cosine}, {@code linear}, {@code scaled-linear}, {@code
 *     sigmoid-xu}, {@code sigmoid-jabri}; {@code karras} for {@code edm}
 * @param weight how much each level of noise counts: {@code simple}, {@code snr}, {@code
 *     min-snr:gamma=5}, {@code soft-min-snr}
 * @param times how often each level of noise comes: {@code uniform}, {@code importance}; {@code
 *     log-normal}, {@code log-uniform}, {@code vp} for {@code edm}
 * @param features what is special
 */
public record ObjectiveSpec(
    Spec prediction, Spec schedule, Spec weight, Spec times, Set<Feature> features) {
  /**
   * v-prediction on the cosine schedule (Nichol and Dhariwal 2021, 2102.09672, eq. 17): at the
   * noisiest times the network still has something to say about the picture as a whole, which keeps
   * flat areas flat.
   */
  public static final ObjectiveSpec DEFAULT = of(Spec.parse("v_prediction"));

  static final String EDM = "edm";

  /** What an objective may have besides. */
  public enum Feature {
    /** The last step is pure noise. Lin et al. 2023 (2305.08891), algorithm 1. */
    ZERO_TERMINAL_SNR,
    /**
     * The network puts out a variance, too, which learns from the variational bound. Nichol and
     * Dhariwal 2021 (2102.09672), eq. 15 and 16.
     */
    LEARNED_SIGMA;

    String words() {
      return this == ZERO_TERMINAL_SNR ? "zero terminal SNR" : "a learned σ";
    }
  }

  /**
   * @throws IllegalArgumentException if something is unknown, or if this cannot be trained; the
   *     message says what would be right
   */
  public ObjectiveSpec(
      Spec prediction, Spec schedule, Spec weight, Spec times, Set<Feature> features) {
    this.prediction = prediction;
    this.schedule = schedule;
    this.weight = weight;
    this.times = times;
    this.features = Set.copyOf(features);
    reading();
  }

  /** Returns the usual objective with this prediction. */
  public static ObjectiveSpec of(Spec prediction) {
    boolean edm = prediction.name().equals(EDM);
    return new ObjectiveSpec(
        prediction,
        Spec.parse(edm ? "karras" : "cosine"),
        Spec.parse("simple"),
        Spec.parse(edm ? "log-normal" : "uniform"),
        Set.of());
  }

  /** What it comes to. */
  Reading reading() {
    return prediction.name().equals(EDM) ? Continuous.of(this) : Stepwise.of(this);
  }

  /** The keys of diffusers that a model trained like this is stored with. */
  public ScheduleConfig scheduler() {
    return reading().scheduler();
  }

  /** Returns the channels that the network puts out for pictures of that many. */
  public int outputs(int channels) {
    return features.contains(Feature.LEARNED_SIGMA) ? 2 * channels : channels;
  }

  /** Returns the loss that training makes small; it may remember earlier steps. */
  TrainingLoss trained() {
    Reading reading = reading();
    return times.name().equals(ImportanceSampling.NAME)
        ? new ImportanceSampling(reading.loss(), TrainedSchedules.STEPS)
        : reading.loss();
  }

  /** Returns what was said. */
  ObjectNode toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("prediction", prediction.toString());
    json.put("schedule", schedule.toString());
    json.put("weight", weight.toString());
    json.put("times", times.toString());
    features.stream().sorted().forEach(f -> json.put(f.name().toLowerCase(Locale.ROOT), true));
    return json;
  }
}
