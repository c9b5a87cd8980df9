package corgi.engine.schedule;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Sequences of κ from the noisiest to the cleanest. */
public enum Kappas {
  /** κ^(1/ρ) even, ρ = 7. Karras et al. 2022 (2206.00364), eq. 5. */
  KARRAS {
    @Override
    double at(double u, double most, double least) {
      return between(u, most, least, k -> Math.pow(k, 1 / RHO), r -> Math.pow(r, RHO));
    }
  },

  /** log κ even. Lu et al. 2022 (2206.00927), §3.4 call it uniform log-SNR. */
  EXPONENTIAL {
    @Override
    double at(double u, double most, double least) {
      return between(u, most, least, Math::log, Math::exp);
    }
  },

  /** κ at the quantiles of Beta(0.6, 0.6). Lee et al. 2024 (2407.12173). */
  BETA {
    @Override
    double at(double u, double most, double least) {
      return least + (most - least) * BetaDistribution.quantile(0.6, 1 - u);
    }
  };

  private static final double RHO = 7;

  abstract double at(double u, double most, double least);

  /** Returns {@code steps} values from {@code most} to {@code least}, both positive and finite. */
  public double[] from(double most, double least, int steps) {
    if (!(least > 0) || !(most >= least) || Double.isInfinite(most)) {
      throw new IllegalArgumentException(
          "κ from %s to %s: must fall and be positive and finite".formatted(most, least));
    }
    return IntStream.range(0, steps)
        .mapToDouble(i -> at(steps == 1 ? 0 : i / (steps - 1.0), most, least))
        .toArray();
  }

  private static double between(
      double u, double most, double least, DoubleUnaryOperator warp, DoubleUnaryOperator unwarp) {
    double from = warp.applyAsDouble(most);
    return unwarp.applyAsDouble(from + u * (warp.applyAsDouble(least) - from));
  }
}
