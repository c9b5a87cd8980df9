package corgi.engine.training;

/**
 * How much of a moving average a step keeps: the average is the weights themselves at first, then
 * follows them by a curve that forgets the first steps soon.
 *
 * @param curve of the decay
 * @param least decay once the average moves, in [0, 1]
 * @param most decay, in [0, 1]
 * @param after the steps at which the average is set to the weights
 */
public record EmaSchedule(Curve curve, double least, double most, long after) {
  /** The decay of an average that has moved n times, n from 1. */
  @FunctionalInterface
  public interface Curve {
    /** d = (1 + n)/(10 + n), as in TensorFlow's {@code ExponentialMovingAverage}. */
    Curve RATIONAL = n -> (1.0 + n) / (10.0 + n);

    /** Returns d in [0, 1). */
    double at(long n);
  }

  /**
   * d = 1 − (1 + n/γ)^−p. Power ⅔ reaches .999 at 31,600 steps and ¾ at 10,000: EMA warm-up of
   * k-diffusion and diffusers.
   *
   * @param gamma γ, positive: {@code inv_gamma}
   * @param power p, positive
   */
  public record Warmup(double gamma, double power) implements Curve {
    /**
     * @throws IllegalArgumentException if a number is not positive
     */
    public Warmup {
      if (!(gamma > 0 && power > 0)) {
        throw new IllegalArgumentException(
            "EMA warm-up with γ = %s, power = %s: both must be positive".formatted(gamma, power));
      }
    }

    @Override
    public double at(long n) {
      return 1 - Math.pow(1 + n / gamma, -power);
    }
  }

  /**
   * d = (1 − 1/n)^(γ + 1): the average of a power law over all steps, whose length grows with the
   * training. Karras et al. 2024 (2312.02696), eq. 1 and 2.
   *
   * @param gamma γ, at least 0: 16.97 is 5 % of the training, 6.94 is 10 %
   */
  public record PowerLaw(double gamma) implements Curve {
    private static final int HALVINGS = 80; // beyond all digits of a double

    /**
     * @throws IllegalArgumentException if γ is negative
     */
    public PowerLaw {
      if (!(gamma >= 0)) {
        throw new IllegalArgumentException("EMA power law γ = " + gamma + ": must be at least 0");
      }
    }

    /**
     * Returns the power law of a relative length, the standard deviation of the weights of its
     * average as a share of the training: σ_rel² = (γ + 1)/((γ + 2)²·(γ + 3)). Karras et al. 2024
     * (2312.02696), §3.1 and appendix C.
     *
     * @param length σ_rel, positive and at most that of γ = 0, 12^−½ = 0.2887
     * @throws IllegalArgumentException if it is out of this range
     */
    public static PowerLaw ofLength(double length) {
      double longest = Math.sqrt(1 / 12.0);
      if (!(length > 0 && length <= longest)) {
        throw new IllegalArgumentException(
            "EMA length = %s: must be positive and at most %.4f, that of an even average"
                .formatted(length, longest));
      }
      double low = 0;
      double high = 1 / length; // (γ + 1)/((γ + 2)²·(γ + 3)) < 1/γ²
      for (int i = 0; i < HALVINGS; i++) {
        double gamma = (low + high) / 2;
        if (new PowerLaw(gamma).length() > length) {
          low = gamma;
        } else {
          high = gamma;
        }
      }
      return new PowerLaw(high);
    }

    /** Returns the relative length σ_rel. */
    public double length() {
      return Math.sqrt((gamma + 1) / (gamma + 3)) / (gamma + 2);
    }

    @Override
    public double at(long n) {
      return Math.pow(1 - 1.0 / n, gamma + 1);
    }
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public EmaSchedule {
    if (!(least >= 0 && most <= 1) || !(least <= 1) || !(most >= 0) || after < 0) {
      throw new IllegalArgumentException(
          "EMA decay from %s to %s after %d steps: decays must be in [0, 1], steps at least 0"
              .formatted(least, most, after));
    }
  }

  /** Returns the schedule min(decay, (1 + n)/(10 + n)). */
  public static EmaSchedule of(double decay) {
    return new EmaSchedule(Curve.RATIONAL, 0, decay, 0);
  }

  /** Returns d after a step of the training, from 1: the share of the average that is kept. */
  public double decay(long step) {
    long n = step - after;
    return n <= 0 ? 0 : Math.max(least, Math.min(most, curve.at(n)));
  }
}
