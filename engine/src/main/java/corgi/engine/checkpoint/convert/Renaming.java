package corgi.engine.checkpoint.convert;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.TensorSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** New names for all tensors of a source; one without a new name is an error, never left out. */
final class Renaming {
  private static final int MOST_NAMED = 10;

  private final TensorSource source;
  private final Map<String, Piece> pieces = new LinkedHashMap<>();
  private final List<String> unknown = new ArrayList<>();

  Renaming(TensorSource source) {
    this.source = source;
  }

  /** Adds a piece under its new name. */
  void put(String name, Piece piece) {
    if (pieces.putIfAbsent(name, piece) != null) {
      unknown.add(quote(piece.source()));
    }
  }

  /** Notes a tensor that has no new name. */
  void unknown(String name) {
    unknown.add(quote(name));
  }

  /** Renames every tensor; attention's 1×1 convolutions become matrices. */
  static TensorSource all(TensorSource source, UnaryOperator<String> names)
      throws CheckpointException {
    Renaming renaming = new Renaming(source);
    for (String name : source.names()) {
      String renamed = names.apply(name);
      Shape shape = source.entry(name).shape();
      if (renamed == null) {
        renaming.unknown(name);
      } else {
        boolean matrix = renamed.matches(".*\\.to_(q|k|v|out\\.0)\\.weight");
        renaming.put(renamed, Piece.whole(name, matrix ? Shapes.matrix(shape) : shape));
      }
    }
    return renaming.done();
  }

  /** Returns the tensors under their new names. */
  TensorSource done() throws CheckpointException {
    if (!unknown.isEmpty()) {
      throw new CheckpointException(
          source.source(),
          "has %d tensors that no known architecture has: %s%s"
              .formatted(
                  unknown.size(),
                  String.join(", ", unknown.subList(0, Math.min(MOST_NAMED, unknown.size()))),
                  unknown.size() > MOST_NAMED ? ", …" : ""));
    }
    return new Rearranged(source, pieces);
  }
}
