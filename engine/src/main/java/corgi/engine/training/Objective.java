package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.schedule.Schedule;

/**
 * What the network is trained to put out: for x = α·x₀ + σ·ε, the F that its preconditioning would
 * turn into x₀ itself,
 *
 * <pre>  L = E w·‖F(c_in·x; c_noise, y) − (x₀ − c_skip·x)/c_out‖²</pre>
 *
 * which is w·‖F − ε‖² for ε-prediction (Ho et al. 2020, 2006.11239, eq. 14) and w·‖F − v‖² for
 * v-prediction (Salimans and Ho 2022, 2202.00512, appendix D).
 *
 * @param range the noise of the examples
 * @param weight w, by the level of noise
 */
public record Objective(NoiseRange range, Preconditioning preconditioning, LossWeight weight)
    implements TrainingLoss {
  /** An objective in which every t of a schedule has the same weight. */
  public Objective(Schedule schedule, Preconditioning preconditioning) {
    this(NoiseRange.of(schedule), preconditioning, LossWeight.SIMPLE);
  }

  @Override
  public NDArray of(Network network, Noised noised, Conditioning conditioning, NDManager manager) {
    NoisyImages images = noised.images(noised.levels(range), manager);
    return Rows.means(
        new DenoisingLoss(preconditioning, weight).elements(network, images, conditioning));
  }
}
