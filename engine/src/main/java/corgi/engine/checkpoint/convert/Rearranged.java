package corgi.engine.checkpoint.convert;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.StoredTensor;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a source under other names, and some of them in pieces. Closing this leaves the
 * source open.
 */
final class Rearranged implements TensorSource {
  private final TensorSource source;
  private final Map<String, Piece> pieces;

  /**
   * Rearranges tensors.
   *
   * @param pieces what each new tensor is made of
   */
  Rearranged(TensorSource source, Map<String, Piece> pieces) {
    this.source = source;
    this.pieces = Collections.unmodifiableMap(pieces);
  }

  @Override
  public String source() {
    return source.source();
  }

  @Override
  public Set<String> names() {
    return pieces.keySet();
  }

  @Override
  public StoredTensor entry(String name) {
    Piece piece = piece(name);
    return new StoredTensor(name, source.entry(piece.source()).type(), piece.shape());
  }

  private Piece piece(String name) {
    Piece piece = pieces.get(name);
    if (piece == null) {
      throw new IllegalArgumentException(
          "%s: no tensor %s among %d".formatted(source(), quote(name), pieces.size()));
    }
    return piece;
  }

  @Override
  public void read(String name, ByteBuffer target) throws IOException {
    Piece piece = piece(name);
    if (piece.rows().equals(Piece.Rows.ALL)) {
      source.read(piece.source(), target);
      return;
    }
    StoredTensor whole = source.entry(piece.source());
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(whole.length())).order(ByteOrder.LITTLE_ENDIAN);
    source.read(piece.source(), bytes);
    int row = Math.toIntExact(whole.length() / whole.shape().get(0));
    Piece.Rows rows = piece.rows();
    for (int i = 0; i < rows.count(); i++) {
      int begin = Math.toIntExact((rows.begin() + i * rows.stride()) * row);
      target.put(bytes.array(), begin, Math.toIntExact(rows.length() * row));
    }
  }

  @Override
  public void close() {}
}
