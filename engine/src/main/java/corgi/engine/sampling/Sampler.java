package corgi.engine.sampling;

import corgi.engine.schedule.Grid;

/** A numerical method that carries noise to an image. The loop is {@link Sampling}. */
@FunctionalInterface
public interface Sampler {
  /** Begins a run; the stepper holds the history of that run alone. */
  Stepper begin(Grid grid);

  /**
   * Whether each step is one of Ho et al. 2020 (2006.11239), algorithm 2, a mean and a variance,
   * and moves the mean by {@link Nudge#score}.
   */
  default boolean ancestral() {
    return false;
  }

  /** Whether a step depends on the state it leaves from alone, not on earlier steps. */
  default boolean singleStep() {
    return false;
  }

  /**
   * Whether a step counts with the network's time itself, which must be the number of a training
   * step then.
   */
  default boolean readsTime() {
    return false;
  }

  /** How often one step asks the denoiser once a run is on its way; its last may ask less. */
  default int evaluationsPerStep() {
    return 1;
  }

  /**
   * How often a run asks the denoiser, but for steps from pure noise and to the clean image, which
   * ask once.
   */
  default int evaluations(int steps) {
    return steps * evaluationsPerStep();
  }
}
