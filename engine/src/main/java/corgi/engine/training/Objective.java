package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Schedule;
import java.util.List;

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
    NoiseLevel[] levels = noised.levels(schedule);
    int n = levels.length;
    float[] skip = new float[n];
    float[] out = new float[n];
    float[] in = new float[n];
    float[] noise = new float[n];
    for (int b = 0; b < n; b++) {
      var c = preconditioning.at(levels[b]);
      skip[b] = (float) c.skip();
      out[b] = (float) c.out();
      in[b] = (float) c.in();
      noise[b] = (float) c.noise();
    }
    Shape row = new Shape(n, 1, 1, 1);
    NDArray clean = noised.clean(manager); // x₀ (N, C, H, W)
    NDArray x = noised.noisy(clean, levels, manager);
    NDArray target = clean.sub(x.mul(manager.create(skip, row))).div(manager.create(out, row));
    NDArray f =
        network.forward(
            x.mul(manager.create(in, row)),
            manager.create(noise),
            batch.text().load(manager),
            List.of());
    return f.sub(target).square().mean();
  }
}
