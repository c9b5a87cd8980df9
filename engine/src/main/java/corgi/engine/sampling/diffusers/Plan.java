package corgi.engine.sampling.diffusers;

import ai.djl.ndarray.NDArray;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.List;

/**
 * What a scheduler's configuration asks for.
 *
 * @param sampling the method and its grid
 * @param clipping what is done to x̂₀; wrap the denoiser with it
 * @param coordinates what the scheduler calls its sample
 */
public record Plan(Sampling sampling, Clipping clipping, Coordinates coordinates) {
  /**
   * Returns the sample that a run ends with. It is the last state, but of a scheduler that counts
   * in x/α and stops before the clean image, as {@code final_sigmas_type = sigma_min} asks.
   *
   * @param state the last state of the run, (N, C, H, W)
   */
  public NDArray ended(NDArray state) {
    List<NoiseLevel> nexts = sampling.grid().nexts();
    double factor = coordinates.perState(nexts.get(nexts.size() - 1));
    return factor == 1 ? state : Tensors.scale(state, factor);
  }
}
