package corgi.engine.schedule;

/** Sequences of κ from the noisiest to the cleanest, in their usual settings. */
public enum Kappas implements KappaSequence {
  /** κ^(1/ρ) even, ρ = 7. Karras et al. 2022 (2206.00364), eq. 5. */
  KARRAS(new KarrasKappas(7)),

  /** log κ even. Lu et al. 2022 (2206.00927), §3.4 call it uniform log-SNR. */
  EXPONENTIAL(new PolyExponentialKappas(1)),

  /** κ at the quantiles of Beta(0.6, 0.6). Lee et al. 2024 (2407.12173). */
  BETA((u, most, least) -> least + (most - least) * BetaDistribution.quantile(0.6, 1 - u));

  private final KappaSequence sequence;

  Kappas(KappaSequence sequence) {
    this.sequence = sequence;
  }

  @Override
  public double at(double u, double most, double least) {
    return sequence.at(u, most, least);
  }
}
