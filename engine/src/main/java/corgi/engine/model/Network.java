package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The raw trained function F(c_in·x; c_noise, y): a U-Net, or a formula in tests. */
@FunctionalInterface
public interface Network {
  /**
   * Evaluates the network on a batch whose rows may differ in noise level, condition and
   * perturbation.
   *
   * @param input c_in·x, (N, C, H, W)
   * @param time c_noise, (N), float32
   * @param conditioning one row per image
   * @param perturbed the rows whose network is changed; empty for a plain evaluation
   * @return (N, C′, H, W), float32; C′ = 2C where a variance was learned
   */
  NDArray forward(
      NDArray input, NDArray time, Conditioning conditioning, List<PerturbedRows> perturbed);

  /** Rows {@code from} (inclusive) to {@code to} (exclusive) of a batch, changed alike. */
  record PerturbedRows(long from, long to, Perturbation perturbation) {}
}
