package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import java.util.List;

/**
 * The squared error of a network for noisy images of any levels,
 *
 * <pre>  λ·(x̂₀ − x₀)² = w·(F(c_in·x; c_noise, y) − (x₀ − c_skip·x)/c_out)²</pre>
 *
 * Karras et al. 2022 (2206.00364), eq. 2 and 8.
 *
 * @param preconditioning what F is
 * @param weight how much the errors at each level count
 */
public record DenoisingLoss(Preconditioning preconditioning, LossWeight weight) {
  /** Returns the weighted squared error of every element, (N, C, H, W); gradients flow from it. */
  public NDArray elements(Network network, NoisyImages images) {
    NDArray x = images.states();
    NDArray skip = images.column(level -> preconditioning.at(level).skip());
    NDArray out = images.column(level -> preconditioning.at(level).out());
    NDArray in = images.column(level -> preconditioning.at(level).in());
    NDArray time = images.column(level -> preconditioning.at(level).noise());
    NDArray target = images.clean().sub(x.mul(skip)).div(out);
    NDArray f = network.forward(x.mul(in), time.reshape(-1), images.conditioning(), List.of());
    NDArray squared = f.sub(target).square();
    return weight == LossWeight.EVEN ? squared : squared.mul(weights(images));
  }

  private NDArray weights(NoisyImages images) {
    return images.column(level -> weight.onOutput(level, preconditioning.at(level)));
  }
}
