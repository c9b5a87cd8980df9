package corgi.engine.sampling;

import corgi.engine.schedule.Grid;

/**
 * Pseudo linear multistep sampling: a first-order step with the mean of the last four estimates
 * that Adams and Bashforth's method weights, for levels that are even in time. Liu et al. 2022
 * (2202.09778), eq. 9 and 12, algorithm 2.
 *
 * @param start how a run begins, before there are estimates enough
 * @param combined which estimate the weights are applied to
 * @param detours where the first steps ask
 */
public record Pndm(Start start, Combined combined, Detours detours) implements Sampler {
  /** The paper's F-PNDM: three steps of Runge and Kutta, four evaluations each, come first. */
  public static final Pndm RUNGE_KUTTA =
      new Pndm(Start.RUNGE_KUTTA, Combined.NOISE, Detours.DIRECT);

  /** PLMS of latent diffusion (Rombach et al. 2022, 2112.10752): one step of Heun comes first. */
  public static final Pndm PLMS = new Pndm(Start.HEUN, Combined.NOISE, Detours.DIRECT);

  /** How a run begins. */
  public enum Start {
    /** Three steps by Runge and Kutta's method of fourth order. */
    RUNGE_KUTTA(3, 4),
    /** One step with the mean of the estimates at both ends. */
    HEUN(1, 2);

    private final int steps;
    private final int evaluations;

    Start(int steps, int evaluations) {
      this.steps = steps;
      this.evaluations = evaluations;
    }

    /** How many steps are made so; the last step of a run never is. */
    int steps() {
      return steps;
    }
  }

  /** Which estimate the weights are applied to. */
  public enum Combined {
    /** The noise ε̂, as in the paper. */
    NOISE,
    /** The velocity v̂, which is turned into ε̂ at the state left: diffusers, for models of v. */
    VELOCITY
  }

  @Override
  public int evaluations(int steps) {
    return steps + Math.max(0, Math.min(start.steps, steps - 1)) * (start.evaluations - 1);
  }

  @Override
  public Stepper begin(Grid grid) {
    return new PndmRun(this, grid.between());
  }
}
