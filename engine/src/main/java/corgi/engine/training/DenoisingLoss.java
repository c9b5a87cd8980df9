package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Preconditioning.Coefficients;
import corgi.engine.schedule.NoiseLevel;
import java.util.Arrays;

/**
 * The squared error of a network for noisy images of any levels,
 *
 * <pre>  λ·(x̂₀ − x₀)² = w·(F(c_in·x; c_noise, y) − (x₀ − c_skip·x)/c_out)²</pre>
 *
 * Karras et al. 2022 (2206.00364), eq. 2 and 8.
 *
 * @param preconditioning what F is
 * @param weight w, by the level of noise
 */
public record DenoisingLoss(Preconditioning preconditioning, LossWeight weight) {
  /**
   * Returns the weighted squared error of every element, (N, C, H, W); gradients flow from it.
   *
   * @param conditioning one row per image
   */
  public NDArray elements(Network network, NoisyImages images, Conditioning conditioning) {
    NoiseLevel[] levels = images.levels();
    Coefficients[] c = Arrays.stream(levels).map(preconditioning::at).toArray(Coefficients[]::new);
    NoisyBatch batch = new NoisyBatch(images, c);
    NDArray squared = batch.answer(network, conditioning).sub(batch.target()).square();
    return weight == LossWeight.SIMPLE
        ? squared
        : squared.mul(
            Rows.column(
                levels.length, b -> weight.at(levels[b], c[b]), images.clean().getManager()));
  }
}
