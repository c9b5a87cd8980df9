package corgi.engine.checkpoint.convert;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.TensorSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the shapes of an untrusted file's tensors say about its network. */
final class Shapes {
  private static final int LARGEST = 1 << 20;

  private Shapes() {}

  /** Returns a size of a tensor that must be there. */
  static int size(TensorSource source, String name, int dimension) throws CheckpointException {
    if (!source.has(name)) {
      throw new CheckpointException(source.source(), "lacks tensor " + quote(name));
    }
    Shape shape = source.entry(name).shape();
    if (shape.dimension() <= dimension
        || shape.get(dimension) < 1
        || shape.get(dimension) > LARGEST) {
      throw new CheckpointException(
          source.source(),
          "tensor %s has shape %s: expected a size of 1 to %d in dimension %d"
              .formatted(quote(name), shape, LARGEST, dimension));
    }
    return (int) shape.get(dimension);
  }

  /** Returns the tensors whose names begin so, without that beginning. */
  static TensorSource below(TensorSource source, String prefix) {
    Map<String, Piece> pieces = new LinkedHashMap<>();
    for (String name : source.names()) {
      if (name.startsWith(prefix)) {
        Shape shape = source.entry(name).shape();
        pieces.put(name.substring(prefix.length()), Piece.whole(name, shape));
      }
    }
    return new Rearranged(source, pieces);
  }

  /** Returns how many of {@code pattern}, with numbers from 0 on in the place of %d, are there. */
  static int count(TensorSource source, String pattern) {
    int count = 0;
    while (source.has(pattern.formatted(count))) {
      count++;
    }
    return count;
  }

  /** Returns a matrix's shape for a 1×1 convolution's. */
  static Shape matrix(Shape shape) {
    return shape.dimension() > 2 && shape.slice(2).size() == 1 ? shape.slice(0, 2) : shape;
  }
}
