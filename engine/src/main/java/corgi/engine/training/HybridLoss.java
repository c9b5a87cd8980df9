package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;

/**
 * The squared error of the mean, plus, where the variance is learned, a term of the variational
 * bound that only the variance learns from:
 *
 * <pre>  L_hybrid = L_simple + λ·L_vlb</pre>
 *
 * Nichol and Dhariwal 2021 (2102.09672), eq. 16. {@code MSE} of guided-diffusion has λ = 1, {@code
 * RESCALED_MSE} has λ = T/1000, the paper's 0.001 on the bound of all T terms.
 *
 * @param bound with λ for its scale
 */
public record HybridLoss(VariationalBound bound) implements TrainingLoss {
  /**
   * The parts of the loss.
   *
   * @param error the mean squared error of each image, (N)
   * @param bound λ·L_vlb of each image, (N), or null where no variance is learned
   */
  record Terms(NDArray error, NDArray bound) {
    NDArray loss() {
      return bound == null ? error : error.add(bound);
    }
  }

  /** Returns the loss with λ = T/1000. */
  public static HybridLoss rescaled(ReverseProcess process) {
    return new HybridLoss(new VariationalBound(process, process.chain().steps() / 1000.0));
  }

  @Override
  public NDArray of(Network network, Noised noised, Conditioning conditioning, NDManager manager) {
    return terms(network, noised, conditioning, manager).loss();
  }

  Terms terms(Network network, Noised noised, Conditioning conditioning, NDManager manager) {
    NoisyBatch batch = bound.batch(noised, manager);
    NDList halves = bound.process().halves(batch.answer(network, conditioning), batch.x());
    NDArray f = halves.get(0);
    NDArray error = Rows.means(batch.target().sub(f).square());
    if (!bound.process().variance().learned()) {
      return new Terms(error, null);
    }
    NDArray frozen = NDArrays.concat(new NDList(f.stopGradient(), halves.get(1)), 1);
    return new Terms(error, bound.ofOutput(batch, frozen, bound.times(noised)));
  }
}
