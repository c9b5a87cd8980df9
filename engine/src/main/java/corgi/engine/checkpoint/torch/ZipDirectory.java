package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.Bytes;
import corgi.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of a zip file whose content is stored as it is, which is how PyTorch writes its own
 * (the format: PKWARE, APPNOTE.TXT 6.3.10). Anything else is refused: compressed or encrypted
 * entries, two of one name, and entries that overlap one another or leave the file.
 */
final class ZipDirectory {
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;

  private final Bytes bytes;
  private final Map<String, ZipEntryRecord> entries = new LinkedHashMap<>();

  private ZipDirectory(Bytes bytes) {
    this.bytes = bytes;
  }

  /** Where the content of an entry lies in the file. */
  record Span(long begin, long length) {}

  /** Reads where everything lies. */
  static Map<String, Span> read(Bytes bytes) throws IOException {
    ZipDirectory zip = new ZipDirectory(bytes);
    ZipEnd end = ZipEnd.find(bytes);
    ByteBuffer central = bytes.read(end.begin(), (int) end.length());
    for (long i = 0; i < end.entries(); i++) {
      ZipEntryRecord entry = ZipEntryRecord.read(bytes.source(), central);
      if (zip.entries.put(entry.name(), entry) != null) {
        throw zip.bad(entry, "stands twice in the zip file");
      }
    }
    return zip.spans(end.begin());
  }

  private CheckpointException bad(ZipEntryRecord entry, String problem) {
    return new CheckpointException(
        bytes.source(), "zip entry %s %s".formatted(quote(entry.name()), problem));
  }

  private Map<String, Span> spans(long end) throws IOException {
    Map<String, Span> spans = new LinkedHashMap<>();
    List<ZipEntryRecord> inOrder =
        entries.values().stream().sorted(Comparator.comparingLong(ZipEntryRecord::offset)).toList();
    long free = 0;
    for (ZipEntryRecord entry : inOrder) {
      if (entry.offset() < free || entry.offset() > end - LOCAL_BYTES) {
        throw bad(
            entry, "begins at byte %d: expected %d to %d".formatted(entry.offset(), free, end));
      }
      long begin = content(entry, end);
      if (entry.length() > end - begin) {
        throw bad(entry, "has %d bytes: %d are left".formatted(entry.length(), end - begin));
      }
      free = begin + entry.length();
      spans.put(entry.name(), new Span(begin, entry.length()));
    }
    return spans;
  }

  /** Returns where the content begins: behind a header of its own, whose padding aligns it. */
  private long content(ZipEntryRecord entry, long end) throws IOException {
    ByteBuffer header = bytes.read(entry.offset(), LOCAL_BYTES);
    int nameLength = header.getShort(26) & 0xffff;
    int extraLength = header.getShort(28) & 0xffff;
    long name = entry.offset() + LOCAL_BYTES;
    if (header.getInt(0) != LOCAL
        || header.getShort(8) != 0
        || nameLength + extraLength > end - name
        || !bytes.read(name, nameLength).equals(ByteBuffer.wrap(entry.nameBytes()))) {
      throw bad(entry, "has another header than the directory says");
    }
    return name + nameLength + extraLength;
  }
}
