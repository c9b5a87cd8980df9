package corgi.text;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the float32 initialisers, that is, the weights, of an ONNX model and nothing else of it.
 * The fields are those of {@code onnx.proto3} (ONNX, IR version 3 and later): ModelProto.graph = 7,
 * GraphProto.initializer = 5, TensorProto.dims = 1, data_type = 2, name = 8, raw_data = 9, which
 * stand in this order in every file that a Protocol Buffers library wrote.
 */
final class OnnxInitializers {
  private static final int GRAPH = 7 << 3 | Wire.BYTES;
  private static final int INITIALIZER = 5 << 3 | Wire.BYTES;
  private static final int DIM = 1 << 3 | Wire.VARINT;
  private static final int PACKED_DIMS = 1 << 3 | Wire.BYTES;
  private static final int DATA_TYPE = 2 << 3 | Wire.VARINT;
  private static final int NAME = 8 << 3 | Wire.BYTES;
  private static final int RAW_DATA = 9 << 3 | Wire.BYTES;

  private static final long FLOAT = 1;
  private static final int LONGEST_NAME = 1024;
  private static final int MOST_DIMS = 8;

  private OnnxInitializers() {}

  /** Receives one initialiser: its values are little-endian float32 outside the Java heap. */
  @FunctionalInterface
  interface Sink {
    void accept(String name, Shape shape, ByteBuffer values) throws IOException;
  }

  /**
   * Hands every float32 initialiser to {@code sink}, in the order of the file.
   *
   * @throws IOException if the file is damaged; the message says where
   */
  static void read(Wire wire, Sink sink) throws IOException {
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == GRAPH) {
        long outer = wire.enter();
        readGraph(wire, sink);
        wire.leave(outer);
      } else {
        wire.skip(tag);
      }
    }
  }

  private static void readGraph(Wire wire, Sink sink) throws IOException {
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == INITIALIZER) {
        long outer = wire.enter();
        readTensor(wire, sink);
        wire.leave(outer);
      } else {
        wire.skip(tag);
      }
    }
  }

  private static void readTensor(Wire wire, Sink sink) throws IOException {
    List<Long> dims = new ArrayList<>();
    String name = "";
    long type = 0;
    ByteBuffer values = null;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == DIM || tag == PACKED_DIMS) {
        readDims(wire, tag, dims);
      } else if (tag == DATA_TYPE) {
        type = wire.varint();
      } else if (tag == NAME) {
        name = wire.text(LONGEST_NAME);
      } else if (tag == RAW_DATA && type == FLOAT) {
        values = wire.bytes();
      } else {
        wire.skip(tag);
      }
    }
    if (type == FLOAT) {
      Shape shape = new Shape(dims);
      check(wire, name, shape, values);
      sink.accept(name, shape, values);
    }
  }

  private static void readDims(Wire wire, int tag, List<Long> dims) throws IOException {
    if (tag == DIM) {
      addDim(wire, dims);
      return;
    }
    long outer = wire.enter();
    while (wire.more()) {
      addDim(wire, dims);
    }
    wire.leave(outer);
  }

  private static void addDim(Wire wire, List<Long> dims) throws IOException {
    long dim = wire.varint();
    if (dim < 1 || dim > Integer.MAX_VALUE || dims.size() == MOST_DIMS) {
      throw wire.damaged(
          "dimension %d of a tensor is %d: at most %d between 1 and 2³¹ − 1 are allowed"
              .formatted(dims.size() + 1, dim, MOST_DIMS));
    }
    dims.add(dim);
  }

  private static void check(Wire wire, String name, Shape shape, ByteBuffer values)
      throws IOException {
    if (values == null) {
      throw wire.damaged("tensor '%s' has no raw data".formatted(name));
    }
    long count = 1; // no overflow: a dimension has 31 bits, and count stays below 2³¹
    for (long dim : shape.getShape()) {
      count = Math.min(count * dim, Integer.MAX_VALUE);
    }
    if (values.remaining() != count * Float.BYTES) {
      throw wire.damaged(
          "tensor '%s' of shape %s has %d bytes: float32 needs four for each value"
              .formatted(name, shape, values.remaining()));
    }
  }
}
