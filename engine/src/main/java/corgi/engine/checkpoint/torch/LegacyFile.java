package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.Bytes;
import corgi.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of PyTorch before 1.6: pickles of a magic number, a version, facts about the machine,
 * the object, and the list of its storages; then of each storage the number of its elements, in
 * eight bytes, and the elements.
 */
final class LegacyFile {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;
  private static final int LONGEST_PICKLES = 64 << 20;

  private LegacyFile() {}

  /** Whether a file begins with the pickle of the magic number: PROTO 2, LONG1 of ten bytes. */
  static boolean isLegacy(byte[] first) {
    return first.length >= 15
        && first[0] == (byte) 0x80
        && first[2] == (byte) 0x8a
        && first[3] == 10
        && first[4] == MAGIC.byteValue();
  }

  static TorchContent read(Bytes bytes) throws IOException {
    byte[] head = bytes.read(0, (int) Math.min(bytes.size(), LONGEST_PICKLES)).array();
    PickleBytes pickles = new PickleBytes(bytes.source(), head);
    Globals globals = new Globals();
    expect(pickles, "the magic number", MAGIC, globals);
    expect(pickles, "the version", VERSION, globals);
    if (PickleReader.read(pickles, globals) instanceof Map<?, ?> machine
        && Boolean.FALSE.equals(machine.get("little_endian"))) {
      throw new CheckpointException(bytes.source(), "is big-endian: expected little-endian");
    }
    Object root = PickleReader.read(pickles, globals);
    if (!(PickleReader.read(pickles, globals) instanceof List<?> keys)) {
      throw new CheckpointException(bytes.source(), "has no list of storages");
    }
    return new TorchContent(root, storages(bytes, pickles.position(), keys, globals.storages()));
  }

  private static void expect(PickleBytes pickles, String what, Object expected, Globals globals)
      throws CheckpointException {
    if (!expected.equals(PickleReader.read(pickles, globals))) {
      throw pickles.bad("expected " + what + ", " + expected);
    }
  }

  private static Map<String, ZipDirectory.Span> storages(
      Bytes bytes, long behind, List<?> keys, Map<String, Storage> known) throws IOException {
    Map<String, ZipDirectory.Span> spans = new LinkedHashMap<>();
    long at = behind;
    for (Object key : keys) {
      Storage storage = key instanceof String name ? known.get(name) : null;
      if (storage == null || spans.containsKey(storage.key())) {
        throw new CheckpointException(bytes.source(), "lists a storage twice or that none uses");
      }
      long length = storage.bytes();
      boolean fits = length >= 0 && length <= bytes.size() - at - Long.BYTES;
      if (!fits || bytes.read(at, Long.BYTES).getLong(0) != storage.count()) {
        throw new CheckpointException(
            bytes.source(),
            "storage %s: expected %d elements of %s at byte %d"
                .formatted(quote(storage.key()), storage.count(), storage.type(), at));
      }
      spans.put(storage.key(), new ZipDirectory.Span(at + Long.BYTES, length));
      at += Long.BYTES + length;
    }
    if (!spans.keySet().containsAll(known.keySet())) {
      throw new CheckpointException(bytes.source(), "lacks storages that its tensors look at");
    }
    return spans;
  }
}
