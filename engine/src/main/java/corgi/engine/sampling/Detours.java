package corgi.engine.sampling;

import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.NoiseLevel;

/** Where the first steps of {@link Pndm} ask besides where they leave from. */
@FunctionalInterface
public interface Detours {
  /** Runge and Kutta ask at the middle in log κ, Heun's method where the step arrives. */
  Detours DIRECT =
      (start, stage, between) -> {
        NoiseLevel other =
            start == Pndm.Start.HEUN
                ? stage.next()
                : between.ofKappa(Math.sqrt(stage.level().kappa() * stage.next().kappa()));
        return new Detour(other, other, stage.level());
      };

  /** Returns the levels of a step. */
  Detour of(Pndm.Start start, Stage stage, Continuum between);

  /**
   * The levels of one step. In the papers the first two are the same, and the third is where the
   * step leaves from.
   *
   * @param reached the level that the first inner state is made for
   * @param asked the level that the model is told there
   * @param left the level that the whole step is reckoned from
   */
  record Detour(NoiseLevel reached, NoiseLevel asked, NoiseLevel left) {}
}
