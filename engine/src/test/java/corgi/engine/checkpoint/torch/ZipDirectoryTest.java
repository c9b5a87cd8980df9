package corgi.engine.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.checkpoint.Bytes;
import corgi.engine.checkpoint.CheckpointException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Against the zip files of java.util.zip, an independent writer of the format. */
class ZipDirectoryTest {
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  private static byte[] zip(int method, String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(method);
      zip.setComment("a comment");
      for (String name : names) {
        byte[] content = ("content of " + name).getBytes(StandardCharsets.UTF_8);
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static Map<String, ZipDirectory.Span> read(byte[] zip) throws IOException {
    return ZipDirectory.read(new Bytes.OfMemory("x.zip", zip));
  }

  private static ByteBuffer buffer(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int find(byte[] zip, int signature, int nth) {
    int found = 0;
    for (int i = 0; i + 4 <= zip.length; i++) {
      if (buffer(zip).getInt(i) == signature && found++ == nth) {
        return i;
      }
    }
    throw new AssertionError("no such signature");
  }

  private static void refused(byte[] zip, String reason) {
    assertThatThrownBy(() -> read(zip))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("x.zip: ")
        .hasMessageContaining(reason);
  }

  @Test
  void storedEntriesAreFound() throws IOException {
    byte[] zip = zip(ZipOutputStream.STORED, "a/b", "ü");
    Map<String, ZipDirectory.Span> entries = read(zip);
    assertThat(entries).containsOnlyKeys("a/b", "ü");
    ZipDirectory.Span span = entries.get("ü");
    assertThat(new String(zip, (int) span.begin(), (int) span.length(), StandardCharsets.UTF_8))
        .isEqualTo("content of ü");
  }

  @Test
  void whatIsCompressedIsRefused() throws IOException {
    refused(
        zip(ZipOutputStream.DEFLATED, "a"), "zip entry 'a' is compressed, encrypted or damaged");
    byte[] encrypted = zip(ZipOutputStream.STORED, "a");
    int flags = find(encrypted, CENTRAL, 0) + 8;
    buffer(encrypted).putShort(flags, (short) (buffer(encrypted).getShort(flags) | 1));
    refused(encrypted, "zip entry 'a' is compressed, encrypted or damaged");
  }

  @Test
  void oneNameStandsForOneEntry() throws IOException {
    byte[] twice = zip(ZipOutputStream.STORED, "a", "b");
    twice[find(twice, CENTRAL, 1) + 46] = 'a';
    refused(twice, "zip entry 'a' stands twice in the zip file");
  }

  @Test
  void entriesThatOverlapAreRefused() throws IOException {
    byte[] bomb = zip(ZipOutputStream.STORED, "a", "b");
    buffer(bomb).putInt(find(bomb, CENTRAL, 1) + 42, 0); // where the first one is
    refused(bomb, "begins at byte 0: expected 43 to ");
    byte[] longer = zip(ZipOutputStream.STORED, "a", "b");
    int first = find(longer, CENTRAL, 0);
    buffer(longer).putInt(first + 20, 20).putInt(first + 24, 20); // more than its 12 bytes
    refused(longer, "zip entry 'b' begins at byte 43: expected 51 to ");
  }

  @Test
  void entriesThatLeaveTheFileAreRefused() throws IOException {
    byte[] huge = zip(ZipOutputStream.STORED, "a");
    int first = find(huge, CENTRAL, 0);
    buffer(huge).putInt(first + 20, -2).putInt(first + 24, -2);
    refused(huge, "zip entry 'a' has 4294967294 bytes: 12 are left");
    byte[] wide = zip(ZipOutputStream.STORED, "a");
    buffer(wide).putInt(find(wide, CENTRAL, 0) + 42, -1); // in a zip64 field, which is missing
    refused(wide, "zip entry 'a' is compressed, encrypted or damaged");
  }

  @Test
  void aDirectoryThatLiesIsRefused() throws IOException {
    byte[] many = zip(ZipOutputStream.STORED, "a");
    buffer(many).putShort(find(many, END, 0) + 10, (short) 1000);
    refused(many, "the end of the zip file is damaged");
    byte[] other = zip(ZipOutputStream.STORED, "a");
    other[30] = 'b'; // the entry's own header
    refused(other, "zip entry 'a' has another header than the directory says");
    byte[] cut = java.util.Arrays.copyOf(many, many.length - 1);
    refused(cut, "is cut off");
  }
}
