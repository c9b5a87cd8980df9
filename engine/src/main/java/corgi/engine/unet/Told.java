package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Conditioning;

/** Takes vectors from the conditioning, and says which is missing or of another size. */
final class Told {
  private Told() {}

  /** An image's embedding, (N, size). */
  static NDArray image(Conditioning conditioning, int size) {
    return vectors("an image's embedding", conditioning.image(), size);
  }

  /** The pooled text, (N, size). */
  static NDArray pooled(Conditioning conditioning, int size) {
    return vectors("pooled text", conditioning.pooled(), size);
  }

  /** Class vectors, (N, size). */
  static NDArray labels(NDArray labels, int size) {
    return vectors("class labels", labels, size);
  }

  private static NDArray vectors(String what, NDArray vectors, int size) {
    if (vectors == null || vectors.getShape().dimension() != 2 || vectors.size(1) != size) {
      throw new IllegalArgumentException(
          "%s %s: expected a vector an image, (N, %d)"
              .formatted(what, vectors == null ? "none" : vectors.getShape(), size));
    }
    return vectors;
  }
}
