package corgi.engine.sampling;

import corgi.engine.schedule.Grid;

/** A numerical method that carries noise to an image. The loop is {@link Sampling}. */
@FunctionalInterface
public interface Sampler {
  /** Begins a run; the stepper holds the history of that run alone. */
  Stepper begin(Grid grid);

  /** How often one step asks the denoiser. */
  default int evaluationsPerStep() {
    return 1;
  }
}
