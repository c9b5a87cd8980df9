package corgi.engine.training;

/**
 * A learning rate that warms up, stays, and falls to zero along a cosine over the last share of the
 * run. The fall is where most of the quality appears.
 *
 * @param peak the rate between warm-up and fall
 * @param warmUp steps until the peak
 * @param fall the share of the run over which it falls, in [0, 1]
 */
public record LearningRate(double peak, int warmUp, double fall) {
  public LearningRate {
    if (!(peak > 0) || warmUp < 0 || !(fall >= 0 && fall <= 1)) {
      throw new IllegalArgumentException(
          "learning rate %s with warm-up %d and fall %s: needs a positive rate, a warm-up ≥ 0 and a fall in [0, 1]"
              .formatted(peak, warmUp, fall));
    }
  }

  /**
   * Returns the rate of one step.
   *
   * @param step from 0
   * @param done the share of the run that is done, in [0, 1]
   */
  public double at(long step, double done) {
    double rising = warmUp == 0 ? 1 : Math.min(1, (step + 1.0) / warmUp);
    double into = fall == 0 ? 0 : Math.max(0, (Math.min(1, done) - (1 - fall)) / fall);
    return peak * rising * (1 + Math.cos(Math.PI * into)) / 2;
  }
}
