package corgi.engine.schedule;

/** By which α the state is scaled along a trajectory. Karras et al. 2022 (2206.00364), s(t). */
public enum Scaling {
  /** α = 1: the state is the image with noise added, "VE" and the paper's own. */
  NONE {
    @Override
    public double alpha(double kappa) {
      return 1;
    }

    @Override
    public double logSlope(double kappa, double slope) {
      return 0;
    }
  },

  /** α = 1/√(1 + κ²): the state keeps its variance, "VP". */
  PRESERVING {
    @Override
    public double alpha(double kappa) {
      return 1 / Math.hypot(1, kappa);
    }

    @Override
    public double logSlope(double kappa, double slope) {
      return -kappa * slope / (1 + kappa * kappa);
    }
  };

  /** Returns s, the factor on the clean image. */
  public abstract double alpha(double kappa);

  /**
   * Returns ṡ/s.
   *
   * @param slope dκ/dt
   */
  public abstract double logSlope(double kappa, double slope);
}
