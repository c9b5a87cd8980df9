package corgi.engine.sampling;

import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Posterior;

/**
 * Where in a run a denoiser is asked.
 *
 * @param level the noise of the array it is given
 * @param next where the current step will arrive
 * @param index the step, from 0
 * @param count the steps of the run
 * @param first whether this is the first evaluation of its step; memory advances only then
 * @param before the level that the step before this one left from, or null where there was none
 */
public record Stage(
    NoiseLevel level, NoiseLevel next, int index, int count, boolean first, NoiseLevel before) {
  /** A stage that knows of no step before it. */
  public Stage(NoiseLevel level, NoiseLevel next, int index, int count, boolean first) {
    this(level, next, index, count, first, null);
  }

  /** Returns the stage of a further evaluation within the same step, at another level. */
  public Stage again(NoiseLevel at) {
    return new Stage(at, next, index, count, false, before);
  }

  /** Returns the stage of a step that leaves from another level, where it is first asked. */
  public Stage leaving(NoiseLevel other) {
    return new Stage(other, next, index, count, first, before);
  }

  /** Returns the stage of a step that arrives at another level. */
  public Stage arriving(NoiseLevel other) {
    return new Stage(level, other, index, count, first, before);
  }

  /**
   * Returns the distribution of the step before this one, which arrived at {@link #level}: what
   * published code puts in the place of the last step's, whose variance is 0.
   *
   * @throws IllegalArgumentException if there was none
   */
  public Posterior posteriorBefore() {
    if (before == null) {
      throw new IllegalArgumentException(
          "step %d of %d: the variance asked for is that of the step before, and there is none;"
                  .formatted(index + 1, count)
              + " take at least 2 steps or another variance");
    }
    return Posterior.of(before, level);
  }

  /**
   * Returns β̃ of this step; where it arrives at the clean image, and so has none, that of the step
   * before.
   *
   * @throws IllegalArgumentException if it is the only step
   */
  public double clippedVariance() {
    return next.sigma() == 0 ? posteriorBefore().variance() : Posterior.of(level, next).variance();
  }
}
