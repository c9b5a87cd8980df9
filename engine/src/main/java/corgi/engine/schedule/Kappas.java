package corgi.engine.schedule;

/** Sequences of κ from the noisiest to the cleanest, in their usual settings. */
public enum Kappas implements KappaSequence {
  /** κ^(1/ρ) even, ρ = 7. Karras et al. 2022 (2206.00364), eq. 5. */
  KARRAS {
    private static final KarrasKappas SEVENTH_ROOT = new KarrasKappas(7);

    @Override
    public double at(double u, double most, double least) {
      return SEVENTH_ROOT.at(u, most, least);
    }
  },

  /** log κ even. Lu et al. 2022 (2206.00927), §3.4 call it uniform log-SNR. */
  EXPONENTIAL {
    private static final PolyExponentialKappas EVEN = new PolyExponentialKappas(1);

    @Override
    public double at(double u, double most, double least) {
      return EVEN.at(u, most, least);
    }
  },

  /** κ at the quantiles of Beta(0.6, 0.6). Lee et al. 2024 (2407.12173). */
  BETA {
    @Override
    public double at(double u, double most, double least) {
      return least + (most - least) * BetaDistribution.quantile(0.6, 1 - u);
    }
  }
}
