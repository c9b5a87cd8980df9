package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.schedule.Schedule;

/**
 * What the network is trained to put out: for x = α·x₀ + σ·ε, the F that its preconditioning would
 * turn into x₀ itself,
 *
 * <pre>  L = E‖F(c_in·x; c_noise, y) − (x₀ − c_skip·x)/c_out‖²</pre>
 *
 * which is ‖F − ε‖² for ε-prediction (Ho et al. 2020, 2006.11239, eq. 14) and ‖F − v‖² for
 * v-prediction (Salimans and Ho 2022, 2202.00512, appendix D). Every t has the same weight.
 */
public record Objective(Schedule schedule, Preconditioning preconditioning) {
  /** Returns the mean loss of a batch, a scalar that gradients flow from. */
  NDArray loss(Network network, Batch batch, NDManager manager) {
    Noised noised = batch.noised();
    NDArray clean = noised.clean(manager);
    var images =
        new NoisyImages(
            clean, noised.epsilon(manager), noised.levels(schedule), batch.text().load(manager));
    return new DenoisingLoss(preconditioning, LossWeight.EVEN).elements(network, images).mean();
  }
}
