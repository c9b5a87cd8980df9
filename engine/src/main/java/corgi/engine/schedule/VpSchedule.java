package corgi.engine.schedule;

import java.util.Arrays;

/**
 * A variance-preserving schedule, α² + σ² = 1, given by ᾱ_t = ∏(1 − β). Ho et al. 2020
 * (2006.11239), eq. 4. All in double precision.
 */
public final class VpSchedule implements Schedule {
  private final double[] alphaBar;
  private final double[] logKappa;

  private VpSchedule(double[] alphaBar) {
    this.alphaBar = alphaBar;
    this.logKappa = Arrays.stream(alphaBar).map(a -> (Math.log1p(-a) - Math.log(a)) / 2).toArray();
  }

  /** Returns the schedule of β_0 … β_{T−1}. */
  public static VpSchedule ofBetas(double... betas) {
    if (betas.length == 0) {
      throw new IllegalArgumentException("a schedule needs at least one β");
    }
    double[] alphaBar = new double[betas.length];
    double product = 1;
    for (int t = 0; t < betas.length; t++) {
      if (!(betas[t] > 0 && betas[t] <= 1) || product == 0) {
        throw new IllegalArgumentException(
            "β[%d] = %s: must be in (0, 1], and 1 only at the end".formatted(t, betas[t]));
      }
      product *= 1 - betas[t];
      alphaBar[t] = product;
    }
    return new VpSchedule(alphaBar);
  }

  /** Returns the schedule of ᾱ_0 > … > ᾱ_{T−1}, as checkpoints hold it. */
  public static VpSchedule ofAlphaBars(double... alphaBars) {
    for (int t = 0; t < alphaBars.length; t++) {
      double before = t == 0 ? 1 : alphaBars[t - 1];
      if (!(alphaBars[t] >= 0 && alphaBars[t] < before)) {
        throw new IllegalArgumentException(
            "ᾱ[%d] = %s after %s: must fall from below 1 to at least 0"
                .formatted(t, alphaBars[t], before));
      }
    }
    return new VpSchedule(alphaBars.clone());
  }

  /**
   * Returns this schedule with √ᾱ shifted and scaled so that the last step is pure noise and the
   * first is unchanged. Lin et al. 2023 (2305.08891), algorithm 1.
   */
  public VpSchedule zeroTerminal() {
    double first = Math.sqrt(alphaBar[0]);
    double last = Math.sqrt(alphaBar[steps() - 1]);
    double[] rescaled = new double[steps()];
    for (int t = 0; t < steps(); t++) {
      double root = (Math.sqrt(alphaBar[t]) - last) * first / (first - last);
      rescaled[t] = root * root;
    }
    return new VpSchedule(rescaled);
  }

  /** Returns this schedule with another ᾱ in (0, 1) at its last step. */
  public VpSchedule withTerminal(double last) {
    if (!(last > 0 && last < 1)) {
      throw new IllegalArgumentException("last ᾱ = " + last + ": must be between 0 and 1");
    }
    double[] changed = alphaBar.clone();
    changed[steps() - 1] = last;
    return new VpSchedule(changed);
  }

  @Override
  public int steps() {
    return alphaBar.length;
  }

  @Override
  public NoiseLevel at(int t) {
    if (t < 0 || t >= steps()) {
      throw new IllegalArgumentException(
          "time %d: the schedule has times 0 to %d".formatted(t, steps() - 1));
    }
    return NoiseLevel.ofAlphaBar(alphaBar[t], t);
  }

  /**
   * Returns the level at any time in [0, T − 1], log κ running evenly between whole ones: the
   * inverse of {@link #ofKappa}, k-diffusion's {@code t_to_sigma}.
   */
  public NoiseLevel logBetween(double t) {
    int low = (int) Math.floor(t);
    if (t == low) {
      return at(low);
    }
    double weight = t - low;
    at(low + 1); // refuses times beyond the last
    return ofKappa(Math.exp((1 - weight) * logKappa[low] + weight * logKappa[low + 1]), t);
  }

  /** Returns the level at any time in [0, T − 1], κ running evenly between whole ones. */
  public NoiseLevel between(double t) {
    int low = (int) Math.floor(t);
    if (t == low) {
      return at(low);
    }
    double weight = t - low;
    return ofKappa((1 - weight) * at(low).kappa() + weight * at(low + 1).kappa(), t);
  }

  /**
   * Returns the level of the given κ > 0. Its time runs evenly in log κ between whole ones and
   * stays within [0, T − 1], as in k-diffusion's {@code sigma_to_t}; next to pure noise it runs
   * evenly in α.
   */
  @Override
  public NoiseLevel ofKappa(double kappa) {
    if (!(kappa > 0)) {
      throw new IllegalArgumentException("κ = " + kappa + ": must be positive");
    }
    return ofKappa(kappa, time(kappa));
  }

  private static NoiseLevel ofKappa(double kappa, double t) {
    if (Double.isInfinite(kappa)) {
      return new NoiseLevel(0, 1, t);
    }
    double alpha = 1 / Math.hypot(1, kappa);
    return new NoiseLevel(alpha, kappa * alpha, t);
  }

  private double time(double kappa) {
    double wanted = Math.log(kappa);
    int high = 0; // the first step noisier than wanted
    while (high < steps() && logKappa[high] <= wanted) {
      high++;
    }
    if (high == 0 || high == steps()) {
      return Math.max(0, high - 1);
    }
    int low = high - 1;
    if (Double.isInfinite(logKappa[high])) {
      return high - 1 / Math.hypot(1, kappa) / at(low).alpha();
    }
    return low + (wanted - logKappa[low]) / (logKappa[high] - logKappa[low]);
  }

  /** Returns ᾱ at a time. */
  public double alphaBar(int t) {
    return alphaBar[t];
  }

  /** Returns β at a time. */
  public double beta(int t) {
    return 1 - (t == 0 ? alphaBar[0] : alphaBar[t] / alphaBar[t - 1]);
  }

  @Override
  public String toString() {
    return "VpSchedule(T=%d, κ=%.4g…%.4g)"
        .formatted(steps(), Math.exp(logKappa[0]), Math.exp(logKappa[steps() - 1]));
  }
}
