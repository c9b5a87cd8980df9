package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.Bytes;
import corgi.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file of PyTorch holds.
 *
 * @param root the object that was saved
 * @param storages where the numbers of each storage that it refers to lie
 */
record TorchContent(Object root, Map<String, ZipDirectory.Span> storages) {
  private static final int LONGEST_PICKLE = 64 << 20;
  private static final int LONGEST_NOTE = 64;
  private static final String PICKLE = "data.pkl";

  static TorchContent read(Bytes bytes) throws IOException {
    byte[] first = bytes.read(0, (int) Math.min(bytes.size(), TarFile.HEADER)).array();
    if (first.length >= 4 && first[0] == 'P' && first[1] == 'K' && first[2] == 3) {
      return ofZip(bytes, ZipDirectory.read(bytes));
    }
    if (TarFile.isTar(first)) {
      throw new CheckpointException(
          bytes.source(), "is a tar file of PyTorch before 0.2: save it again with a later one");
    }
    if (LegacyFile.isLegacy(first)) {
      return LegacyFile.read(bytes);
    }
    throw new CheckpointException(
        bytes.source(), "is no file of PyTorch: expected a zip file or the magic number of 2016");
  }

  private static TorchContent ofZip(Bytes bytes, Map<String, ZipDirectory.Span> entries)
      throws IOException {
    String prefix = prefix(bytes.source(), entries);
    if (entries.containsKey(prefix + "constants.pkl")) {
      throw new CheckpointException(
          bytes.source(), "is a TorchScript module, which has code: expected a dict of tensors");
    }
    checkOrder(bytes, entries.get(prefix + "byteorder"));
    Globals globals = new Globals();
    byte[] pickle = content(bytes, entries.get(prefix + PICKLE), LONGEST_PICKLE);
    Object root =
        PickleReader.read(new PickleBytes(bytes.source() + "!" + prefix + PICKLE, pickle), globals);
    Map<String, ZipDirectory.Span> storages = new LinkedHashMap<>();
    for (Storage storage : globals.storages().values()) {
      ZipDirectory.Span span = entries.get(prefix + "data/" + storage.key());
      if (span == null || span.length() != storage.bytes()) {
        throw new CheckpointException(
            bytes.source(),
            "storage %s of %d %s has %s"
                .formatted(
                    quote(storage.key()),
                    storage.count(),
                    storage.type(),
                    span == null ? "no entry in the zip file" : span.length() + " bytes"));
      }
      storages.put(storage.key(), span);
    }
    return new TorchContent(root, storages);
  }

  /** Every entry lies in one folder, which has the name that the file once had. */
  private static String prefix(String source, Map<String, ZipDirectory.Span> entries)
      throws CheckpointException {
    List<String> found =
        entries.keySet().stream()
            .filter(name -> name.endsWith("/" + PICKLE))
            .filter(name -> name.indexOf('/') == name.length() - PICKLE.length() - 1)
            .toList();
    if (found.size() != 1) {
      throw new CheckpointException(
          source, "is a zip file with %d data.pkl: expected one".formatted(found.size()));
    }
    return found.get(0).substring(0, found.get(0).length() - PICKLE.length());
  }

  private static void checkOrder(Bytes bytes, ZipDirectory.Span span) throws IOException {
    if (span == null) {
      return; // before PyTorch 2.1
    }
    String order = new String(content(bytes, span, LONGEST_NOTE), StandardCharsets.UTF_8).strip();
    if (!order.equals("little")) {
      throw new CheckpointException(
          bytes.source(), "has byte order %s: expected little".formatted(quote(order)));
    }
  }

  private static byte[] content(Bytes bytes, ZipDirectory.Span span, int most) throws IOException {
    if (span.length() > most) {
      throw new CheckpointException(
          bytes.source(),
          "has an entry of %d bytes: expected at most %d".formatted(span.length(), most));
    }
    return bytes.read(span.begin(), (int) span.length()).array();
  }

  /** The format of PyTorch 0.1.1 and earlier. */
  private static final class TarFile {
    static final int HEADER = 512;
    private static final int MAGIC = 257;

    static boolean isTar(byte[] first) {
      return first.length >= MAGIC + 5
          && new String(first, MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }
  }
}
