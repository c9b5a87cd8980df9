package corgi.engine.training;

/**
 * How weights move.
 *
 * @param rate the learning rate, by the step
 * @param adamW what makes a step of a gradient
 */
public record Optimisation(LearningRate rate, AdamW.Options adamW) {
  /** With AdamW as the trainer uses it. */
  public Optimisation(LearningRate rate) {
    this(rate, AdamW.Options.DEFAULT);
  }
}
