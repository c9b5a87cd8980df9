package corgi.engine.schedule;

/**
 * κ as a function of a continuous time, which says how steps that are straight in time bend. Karras
 * et al. 2022 (2206.00364), table 1, σ(t).
 */
public interface Trajectory {
  /** κ = t: the paper's own. */
  Trajectory LINEAR =
      new Trajectory() {
        @Override
        public double kappa(double t) {
          return t;
        }

        @Override
        public double slope(double t) {
          return 1;
        }

        @Override
        public double time(double kappa) {
          return kappa;
        }

        @Override
        public String toString() {
          return "LINEAR";
        }
      };

  /** κ = √t: noise whose variance grows evenly, "VE". */
  Trajectory ROOT =
      new Trajectory() {
        @Override
        public double kappa(double t) {
          return Math.sqrt(t);
        }

        @Override
        public double slope(double t) {
          return 0.5 / Math.sqrt(t);
        }

        @Override
        public double time(double kappa) {
          return kappa * kappa;
        }

        @Override
        public String toString() {
          return "ROOT";
        }
      };

  /** Returns κ at a time t ≥ 0; 0 at 0. */
  double kappa(double t);

  /** Returns dκ/dt at a time t > 0. */
  double slope(double t);

  /** Returns the time of a κ ≥ 0. */
  double time(double kappa);
}
