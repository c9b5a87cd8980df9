package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file says about itself: huggingface/safetensors, README.md, "Format". Eight
 * bytes of little-endian header length, a JSON object of that length, then the data; offsets count
 * from the start of the data, and the tensors fill it without holes or overlap.
 *
 * @param tensors by name, in the order of the header
 * @param metadata the strings of {@code __metadata__}
 * @param dataStart position of the data in the file
 */
record SafetensorsHeader(
    Map<String, Extent> tensors, Map<String, String> metadata, long dataStart) {
  static final int LENGTH_BYTES = 8;

  /** Real headers are well under a megabyte; more than this is damage or malice. */
  static final int LONGEST = 16 << 20;

  /** Reads and checks the header; nothing is allocated before its size is known to be sane. */
  static SafetensorsHeader read(Bytes bytes) throws IOException {
    String source = bytes.source();
    long size = bytes.size();
    if (size < LENGTH_BYTES + 2) {
      throw new CheckpointException(
          source, "is %d bytes: a safetensors file has at least 10".formatted(size));
    }
    long length = bytes.read(0, LENGTH_BYTES).getLong(0);
    if (length < 2 || length > LONGEST || length > size - LENGTH_BYTES) {
      throw new CheckpointException(
          source,
          "header length is %s: expected 2 to %d, as the file is %d bytes"
              .formatted(
                  Long.toUnsignedString(length), Math.min(LONGEST, size - LENGTH_BYTES), size));
    }
    byte[] json = bytes.read(LENGTH_BYTES, (int) length).array();
    if (json[0] != '{') {
      throw new CheckpointException(
          source, "the header begins with byte 0x%02x: expected '{'".formatted(json[0]));
    }
    HeaderParser parser = new HeaderParser(source);
    parser.parse(json);
    long dataStart = LENGTH_BYTES + length;
    checkLayout(source, List.copyOf(parser.tensors().values()), size - dataStart);
    return new SafetensorsHeader(parser.tensors(), parser.metadata(), dataStart);
  }

  private static void checkLayout(String source, List<Extent> tensors, long dataLength)
      throws CheckpointException {
    long filled = 0;
    var inOrder =
        tensors.stream()
            .sorted(Comparator.comparingLong(Extent::begin).thenComparingLong(Extent::end))
            .toList();
    for (Extent tensor : inOrder) {
      checkLength(source, tensor);
      if (tensor.begin() != filled) {
        throw new CheckpointException(
            source,
            "tensor %s begins at %d: expected %d, tensors lie one behind the other"
                .formatted(quote(tensor.tensor().name()), tensor.begin(), filled));
      }
      filled = tensor.end();
      if (filled > dataLength) {
        throw new CheckpointException(
            source,
            "tensor %s ends at %d: the file holds %d bytes of data"
                .formatted(quote(tensor.tensor().name()), filled, dataLength));
      }
    }
    if (filled != dataLength) {
      throw new CheckpointException(
          source, "holds %d bytes of data: the header describes %d".formatted(dataLength, filled));
    }
  }

  private static void checkLength(String source, Extent extent) throws CheckpointException {
    StoredTensor tensor = extent.tensor();
    long expected = StoredTensor.byteCount(tensor.shape(), tensor.type());
    if (expected < 0 || extent.length() != expected) {
      throw new CheckpointException(
          source,
          "tensor %s has %d bytes: expected %s for %s %s"
              .formatted(
                  quote(tensor.name()),
                  extent.length(),
                  expected < 0 ? "no more than a long counts" : expected,
                  tensor.type(),
                  tensor.shape()));
    }
  }
}
