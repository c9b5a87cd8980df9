package corgi.engine.unet.adm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Likelihood;
import corgi.engine.tensor.Tensors;
import java.util.Map;

/**
 * A classifier of noisy images with one or several label heads. Dhariwal and Nichol 2021
 * (2105.05233), §4; several labels are independent given the image, so their logarithms add.
 *
 * @param network gives the logits of all heads
 * @param heads what they stand for
 */
public record NoisyClassifier(AdmClassifier network, LabelHeads heads) implements AutoCloseable {
  /**
   * @throws IllegalArgumentException if the network has not one logit for each value
   */
  public NoisyClassifier {
    int logits = network.config().ends().outChannels();
    if (logits != heads.size()) {
      throw new IllegalArgumentException(
          "out_channels = %d: must be %d, one for each value of the labels"
              .formatted(logits, heads.size()));
    }
  }

  /**
   * Returns Σ log p(value | x_t) over what is chosen, (N).
   *
   * @param x noisy images, (N, C, H, W)
   * @param t their times, (N)
   * @param chosen 1 at the chosen values and 0 elsewhere, (N, K); a head without any counts nothing
   */
  public NDArray logLikelihood(NDArray x, NDArray t, NDArray chosen) {
    NDArray logits = network.logits(x, t); // (N, K)
    NDArray sum = null;
    for (LabelHeads.Span span : heads.spans().values()) {
      String columns = ":, %d:%d".formatted(span.first(), span.end());
      NDArray log = logits.get(columns).logSoftmax(1);
      NDArray part = log.mul(chosen.get(columns)).sum(new int[] {1});
      sum = sum == null ? part : sum.add(part);
    }
    return sum;
  }

  /**
   * Returns the likelihood of the same labels for every image.
   *
   * @param labels a value for some of the heads, at least one
   * @throws IllegalArgumentException if a head or a value is unknown; the message lists the known
   */
  public Likelihood of(Map<String, String> labels) {
    float[] row = heads.chosen(labels);
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("no labels to steer to: name at least one");
    }
    return (x, level) -> {
      NDArray one = x.getManager().create(row, new Shape(1, row.length));
      return of(one.broadcast(x.size(0), row.length)).log(x, level);
    };
  }

  /**
   * Returns the likelihood of each image's own labels.
   *
   * @param chosen as in {@link #logLikelihood}; must outlive what is returned
   */
  public Likelihood of(NDArray chosen) {
    return (x, level) -> {
      NDArray t = x.getManager().full(new Shape(x.size(0)), (float) level.t());
      return logLikelihood(x, t, chosen);
    };
  }

  /** Returns the mean of −log likelihood, a scalar that gradients flow from. */
  public NDArray loss(NDArray x, NDArray t, NDArray chosen) {
    return Tensors.scale(logLikelihood(x, t, chosen).sum(), -1.0 / x.size(0));
  }

  /** Frees the network. */
  @Override
  public void close() {
    network.close();
  }
}
