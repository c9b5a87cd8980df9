package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import java.util.Map;

/**
 * A loss whose times come the more often the larger it is there, each loss divided by T·p_t, which
 * leaves the mean what it was and lowers its variance. Nichol and Dhariwal 2021 (2102.09672), §3.3;
 * {@code loss-second-moment} of guided-diffusion.
 *
 * <p>A picture's place u becomes the t whose share of p it falls into. That happens when the loss
 * is asked for, so it knows the losses of all steps before, however early the batch was composed.
 */
final class ImportanceSampling implements TrainingLoss {
  static final String NAME = "importance";

  private final TrainingLoss loss;
  private final LossHistory history;
  private final int steps;

  /**
   * Remembers nothing yet.
   *
   * @param steps T
   */
  ImportanceSampling(TrainingLoss loss, int steps) {
    this.loss = loss;
    this.steps = steps;
    history = new LossHistory(steps);
  }

  @Override
  public Map<String, float[]> memory() {
    return history.contents();
  }

  @Override
  public NDArray of(Network network, Noised noised, Conditioning conditioning, NDManager manager) {
    double[] p = history.probabilities();
    int[] times = times(noised.places(), p);
    NDArray losses =
        loss.of(network, noised.at(Noised.places(steps, times)), conditioning, manager);
    float[] values = losses.toFloatArray();
    for (int b = 0; b < times.length; b++) {
      history.add(times[b], values[b]);
    }
    return losses.mul(Rows.list(times.length, b -> 1 / (steps * p[times[b]]), manager));
  }

  /** The t of every u: p_0 + … + p_{t−1} ≤ u < p_0 + … + p_t. */
  static int[] times(double[] places, double[] p) {
    int[] times = new int[places.length];
    for (int b = 0; b < times.length; b++) {
      double below = p[0];
      while (below <= places[b] && times[b] < p.length - 1) {
        below += p[++times[b]];
      }
    }
    return times;
  }
}
