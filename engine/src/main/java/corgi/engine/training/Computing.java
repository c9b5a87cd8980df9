package corgi.engine.training;

import corgi.engine.tensor.Precision;

/**
 * How gradients are computed.
 *
 * @param precision what the network computes in; weights, moments and averages are float32
 * @param activations what becomes of the outputs of the network's blocks until the way back
 */
public record Computing(Precision precision, Activations activations) {
  /** Activations kept. */
  public Computing(Precision precision) {
    this(precision, Activations.KEPT);
  }

  /** What becomes of all that the way back needs of the way forth. */
  public enum Activations {
    /** They stay in memory. */
    KEPT,
    /** Each block's are computed again when their turn comes. Chen et al. 2016, 1604.06174. */
    RECOMPUTED
  }
}
