package corgi.engine.training;

/**
 * A learning rate that warms up, stays, and falls to zero over the last share of the run. Along
 * half a cosine it falls as in Loshchilov and Hutter 2017 (1608.03983), eq. 5, without restarts.
 *
 * @param peak the rate between warm-up and fall
 * @param warmUp steps until the peak
 * @param fall the share of the run over which it falls, in [0, 1]: 0 never, 1 from the first step
 * @param shape of the fall
 */
public record LearningRate(double peak, int warmUp, double fall, Shape shape) {
  /** How a rate falls. */
  public enum Shape {
    /** Slowly at first and at last. */
    COSINE {
      @Override
      double at(double into) {
        return (1 + Math.cos(Math.PI * into)) / 2;
      }
    },
    /** Evenly. */
    LINEAR {
      @Override
      double at(double into) {
        return 1 - into;
      }
    };

    /** The share of the peak that is left, from 1 at 0 to 0 at 1. */
    abstract double at(double into);
  }

  /** Schedules by name. */
  public enum Schedule {
    /** The peak throughout. */
    CONSTANT(0, Shape.COSINE),
    /** Half a cosine over the whole run. */
    COSINE(1, Shape.COSINE),
    /** A straight line over the whole run. */
    LINEAR(1, Shape.LINEAR),
    /**
     * The peak, then half a cosine over the last 35 % of the run. The fall is where most of the
     * quality appears.
     */
    LATE(0.35, Shape.COSINE);

    private final double fall;
    private final Shape shape;

    Schedule(double fall, Shape shape) {
      this.fall = fall;
      this.shape = shape;
    }

    /** Returns the rate with this schedule; see {@link LearningRate} for the ranges. */
    public LearningRate rate(double peak, int warmUp) {
      return new LearningRate(peak, warmUp, fall, shape);
    }
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public LearningRate {
    if (!(peak > 0 && peak <= Float.MAX_VALUE) || warmUp < 0 || !(fall >= 0 && fall <= 1)) {
      throw new IllegalArgumentException(
          "learning rate %s with warm-up %d and fall %s: needs a positive rate, a warm-up ≥ 0 and a fall in [0, 1]"
              .formatted(peak, warmUp, fall));
    }
  }

  /** A rate that falls along a cosine. */
  public LearningRate(double peak, int warmUp, double fall) {
    this(peak, warmUp, fall, Shape.COSINE);
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
    return peak * rising * shape.at(into);
  }
}
