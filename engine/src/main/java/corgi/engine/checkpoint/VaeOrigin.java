package corgi.engine.checkpoint;

import java.util.Map;

/**
 * How an autoencoder was made: what its {@code corgi.json} holds.
 *
 * @param version of Corgi
 * @param commit of Corgi's sources, or {@code unknown}
 * @param data what it learned from
 * @param resolution height and width of the pictures
 * @param loss what was made small
 * @param training how it was trained
 * @param measured on held-out pictures, such as {@code elbo}, in nats an image
 */
public record VaeOrigin(
    String version,
    String commit,
    Provenance.Data data,
    int resolution,
    Loss loss,
    Provenance.Training training,
    Map<String, Double> measured) {
  /**
   * What was made small: −log p(x|z) + β·KL.
   *
   * @param reconstruction bce, mse or l1
   * @param beta β
   * @param anneal the steps until the weight of the divergence was β
   */
  public record Loss(String reconstruction, double beta, long anneal) {}

  /** States that every part is there. */
  public VaeOrigin {
    if (version == null || commit == null || data == null || loss == null || training == null) {
      throw new IllegalArgumentException(
          "version, commit, data, loss and training: all must be there");
    }
    if (resolution < 1) {
      throw new IllegalArgumentException("resolution = " + resolution + ": must be positive");
    }
    measured = measured == null ? Map.of() : Map.copyOf(measured);
  }
}
