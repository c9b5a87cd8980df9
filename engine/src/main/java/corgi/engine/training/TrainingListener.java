package corgi.engine.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Told how a training goes. */
public interface TrainingListener {
  /** Does nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called after every step. */
  default void stepped(Report report) {}

  /** Whether the training should save and stop before its next step. */
  default boolean cancelled() {
    return false;
  }

  /** Called after the training was measured on pictures that it never meets. */
  default void validated(ValidationReport report) {}

  /** Called with one line about something that is not as it should be, though training goes on. */
  default void warned(String warning) {}

  /**
   * One step.
   *
   * @param counters after it
   * @param loss the mean over the batch
   * @param gradientNorm before clipping
   * @param learningRate of the step
   * @param done the share of the whole training that is done, in [0, 1]
   * @param parts what the loss is made of, by name; empty if it is one thing
   */
  record Report(
      Counters counters,
      double loss,
      double gradientNorm,
      double learningRate,
      double done,
      Map<String, Double> parts) {
    /** A step whose loss is one thing. */
    public Report(
        Counters counters, double loss, double gradientNorm, double learningRate, double done) {
      this(counters, loss, gradientNorm, learningRate, done, Map.of());
    }

    /** Keeps the parts as they are now. */
    public Report {
      parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts)); // in their order
    }
  }
}
