package corgi.engine.sampling;

import corgi.engine.schedule.NoiseLevel;

/**
 * Where in a run a denoiser is asked.
 *
 * @param level the noise of the array it is given
 * @param next where the current step will arrive
 * @param index the step, from 0
 * @param count the steps of the run
 * @param first whether this is the first evaluation of its step; memory advances only then
 */
public record Stage(NoiseLevel level, NoiseLevel next, int index, int count, boolean first) {
  /** Returns the stage of a further evaluation within the same step, at another level. */
  public Stage again(NoiseLevel at) {
    return new Stage(at, next, index, count, false);
  }
}
