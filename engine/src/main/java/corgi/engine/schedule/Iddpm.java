package corgi.engine.schedule;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The levels of iDDPM's cosine schedule as Karras et al. 2022 (2206.00364), table 1 and appendix
 * C.3, list them: u_0 > … > u_M = 0 with T = M training steps, where u_j is κ at time M − 1 − j.
 * Nichol and Dhariwal 2021 (2102.09672), eq. 17.
 */
public final class Iddpm implements Continuum {
  private final double[] u;

  /**
   * The levels of a model of so many training steps.
   *
   * @param steps M, 1000 for the published models
   */
  public Iddpm(int steps) {
    VpSchedule cosine = VpSchedule.ofBetas(Betas.COSINE.table(new Betas.Span(1e-4, 0.02, steps)));
    u =
        IntStream.rangeClosed(0, steps)
            .mapToDouble(j -> j == steps ? 0 : cosine.at(steps - 1 - j).kappa())
            .toArray();
  }

  /**
   * Returns the level of any κ, whose time is that of the nearest listed one; −1 where 0 is
   * nearest.
   */
  @Override
  public NoiseLevel ofKappa(double kappa) {
    double alpha = 1 / Math.hypot(1, kappa);
    return new NoiseLevel(alpha, kappa * alpha, u.length - 2.0 - nearest(kappa));
  }

  /** Returns the listed κ nearest to the given one. */
  public double round(double kappa) {
    return u[nearest(kappa)];
  }

  /** Returns {@code steps} of the listed κ between the ends, picked evenly by their number. */
  public double[] kappas(double most, double least, int steps) {
    double[] inside = Arrays.stream(u).filter(k -> k >= least && k <= most).toArray();
    if (steps < 1 || inside.length == 0) {
      throw new IllegalArgumentException(
          "%d steps of the %d levels with κ from %s to %s: needs one of each at least"
              .formatted(steps, inside.length, most, least));
    }
    double stride = steps == 1 ? 0 : (inside.length - 1.0) / (steps - 1);
    return IntStream.range(0, steps)
        .mapToDouble(i -> inside[(int) Math.rint(stride * i)])
        .toArray();
  }

  private int nearest(double kappa) {
    int nearest = 0;
    for (int j = 1; j < u.length; j++) {
      if (Math.abs(u[j] - kappa) < Math.abs(u[nearest] - kappa)) {
        nearest = j;
      }
    }
    return nearest;
  }
}
