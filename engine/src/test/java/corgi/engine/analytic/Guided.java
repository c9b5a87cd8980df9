package corgi.engine.analytic;

import ai.djl.ndarray.types.Shape;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.schedule.Kappas;
import java.util.Arrays;

/**
 * Guidance between two Gaussians, p(x) = N(0, S²) and p(x|y) = N(0, s²) with S = 1, s = ½ and γ =
 * 3: the guided denoiser is linear, so that the variances its runs end with are known. None is that
 * of p(x)·p(y|x)^γ. In coordinates with α = 1.
 */
public final class Guided {
  /** κ at the start of runs. */
  public static final double MOST = 80;

  private static final double LEAST = 0.002;
  private static final double WIDE = 1;
  private static final double NARROW = 0.25; // s²
  private static final double GAMMA = 3;

  private Guided() {}

  /** Returns D_u + γ·(D_c − D_u). */
  public static Denoiser denoiser(Shape image) {
    GaussianMixture wide = GaussianMixture.single(image, 0, Math.sqrt(WIDE));
    GaussianMixture narrow = GaussianMixture.single(image, 0, Math.sqrt(NARROW));
    return (x, stage) ->
        Denoised.of(
            wide.clean(x, stage.level())
                .mul(1 - GAMMA)
                .add(narrow.clean(x, stage.level()).mul(GAMMA)));
  }

  /** Returns the levels of Karras' grid, ρ = 7, from 80 to .002 and on to 0. */
  public static double[] kappas(int steps) {
    return Arrays.copyOf(Kappas.KARRAS.from(MOST, LEAST, steps), steps + 1);
  }

  /** The variance at the end of the probability flow: T²·∏ (v/(v + T²)) to their powers. */
  public static double flowVariance() {
    double t = MOST * MOST;
    return t * Math.pow(NARROW / (NARROW + t), GAMMA) * Math.pow(WIDE / (WIDE + t), 1 - GAMMA);
  }

  /** The variance at the end of the reverse stochastic equation, V′ = 4(1 − c)V/κ − 2κ, D = c·x. */
  public static double stochasticVariance() {
    int steps = 200_000;
    double ratio = Math.exp(Math.log(1e-5 / MOST) / steps);
    double v = MOST * MOST;
    double kappa = MOST;
    for (int i = 0; i < steps; i++) {
      double next = kappa * ratio;
      double middle = Math.sqrt(kappa * next);
      double k2 = middle * middle;
      double c = (1 - GAMMA) * WIDE / (WIDE + k2) + GAMMA * NARROW / (NARROW + k2);
      double half = v + slope(v, c, middle) * (next - kappa) / 2;
      v += slope(half, c, middle) * (next - kappa);
      kappa = next;
    }
    return v;
  }

  private static double slope(double v, double c, double kappa) {
    return 4 * (1 - c) * v / kappa - 2 * kappa;
  }
}
