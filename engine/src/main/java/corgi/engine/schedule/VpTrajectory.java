package corgi.engine.schedule;

import java.util.stream.IntStream;

/**
 * The continuous variance-preserving process, κ² + 1 = exp(½·β_d·t² + β_min·t). Song et al. 2021
 * (2011.13456), eq. 32, in the terms of Karras et al. 2022 (2206.00364), table 1, "VP".
 *
 * @param betaD β_d > 0, by which β grows from t = 0 to 1
 * @param betaMin β_min, β at t = 0; below 0 the process begins at the later time where κ is 0
 */
public record VpTrajectory(double betaD, double betaMin) implements Trajectory {
  /** That of the published models: β from .1 to 20. */
  public static final VpTrajectory USUAL = new VpTrajectory(19.9, 0.1);

  public VpTrajectory {
    if (!(betaD > 0) || !Double.isFinite(betaD + betaMin)) {
      throw new IllegalArgumentException(
          "β_d = %s, β_min = %s: must be positive, and finite".formatted(betaD, betaMin));
    }
  }

  /**
   * Returns the process that has the given κ at two times.
   *
   * @param least κ at {@code start}, positive
   * @param most κ at t = 1
   * @param start the first time, in (0, 1)
   */
  public static VpTrajectory through(double least, double most, double start) {
    double last = Math.log1p(most * most);
    double betaD = 2 * (Math.log1p(least * least) / start - last) / (start - 1);
    return new VpTrajectory(betaD, last - betaD / 2);
  }

  @Override
  public double kappa(double t) {
    return Math.sqrt(Math.expm1((betaD * t / 2 + betaMin) * t));
  }

  @Override
  public double slope(double t) {
    double kappa = kappa(t);
    return (betaMin + betaD * t) / 2 * (kappa + 1 / kappa);
  }

  @Override
  public double time(double kappa) {
    if (kappa == 0) {
      return 0;
    }
    double logarithm = Math.log1p(kappa * kappa);
    // the same as (√(β_min² + 2·β_d·log) − β_min)/β_d, without losing digits near 0
    return 2 * logarithm / (Math.sqrt(betaMin * betaMin + 2 * betaD * logarithm) + betaMin);
  }

  /**
   * Returns κ at times that are even from 1 to {@code least}.
   *
   * @param least the last time, in (0, 1)
   */
  public double[] kappas(double least, int steps) {
    return IntStream.range(0, steps)
        .mapToDouble(i -> kappa(1 + (steps == 1 ? 0 : i / (steps - 1.0)) * (least - 1)))
        .toArray();
  }

  /**
   * Returns the levels that a network was trained on which is told (M − 1)·t. Karras et al. 2022
   * (2206.00364), table 1, c_noise of "VP". Such networks are told what single precision leaves of
   * 1 + κ², which shows at little noise: .0403, not .0398, at κ = .002.
   *
   * @param steps M, 1000 for the published models
   */
  public Continuum levels(int steps) {
    return kappa -> {
      double alpha = 1 / Math.hypot(1, kappa);
      double rounded = Math.sqrt((float) (1 + kappa * kappa) - 1.0);
      return new NoiseLevel(alpha, kappa * alpha, (steps - 1) * time(rounded));
    };
  }
}
