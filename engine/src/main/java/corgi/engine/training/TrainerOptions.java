package corgi.engine.training;

import corgi.engine.tensor.Precision;

/**
 * How to train.
 *
 * @param limit when it is finished
 * @param batch examples in a step
 * @param seed of everything random: initial weights, examples, noise, times, dropping
 * @param rate the learning rate
 * @param emaDecay of the weights' moving average
 * @param precision what the network computes in
 */
public record TrainerOptions(
    Limit limit, int batch, long seed, LearningRate rate, double emaDecay, Precision precision) {
  private static final int MOST = 65_536;

  /** Checks the ranges. */
  public TrainerOptions {
    if (batch < 1 || batch > MOST) {
      throw new IllegalArgumentException("batch = %d: must be from 1 to %d".formatted(batch, MOST));
    }
    if (!(emaDecay >= 0 && emaDecay < 1)) {
      throw new IllegalArgumentException("EMA decay = " + emaDecay + ": must be in [0, 1)");
    }
  }
}
