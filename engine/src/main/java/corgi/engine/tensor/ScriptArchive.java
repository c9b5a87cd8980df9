package corgi.engine.tensor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive with one class and no parameters, in memory: the way to the PyTorch
 * operators that DJL does not bind. The format is a stored zip of the source, a pickle of one empty
 * object, an empty tuple of constants and a version.
 */
final class ScriptArchive {
  private static final String HEAD =
      """
      class Ops(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  private ScriptArchive() {}

  /**
   * Returns an archive whose {@code forward} is the given method.
   *
   * @param arguments such as {@code x: Tensor, w: Tensor}
   * @param result the type returned, such as {@code Tensor}
   * @param body lines of TorchScript without indentation
   */
  static InputStream of(String arguments, String result, String body) {
    String method =
        "  def forward(self: __torch__.Ops, %s) -> %s:\n%s"
            .formatted(arguments, result, body.strip().indent(4));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      entry(zip, "data.pkl", emptyObject());
      entry(zip, "code/__torch__.py", (HEAD + method).getBytes(StandardCharsets.UTF_8));
      entry(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      entry(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  /** Pickle, protocol 2, of an object of class {@code __torch__.Ops} with training = False. */
  private static byte[] emptyObject() {
    ByteArrayOutputStream p = new ByteArrayOutputStream();
    p.writeBytes(new byte[] {(byte) 0x80, 2}); // PROTO 2
    p.writeBytes("c__torch__\nOps\n".getBytes(StandardCharsets.US_ASCII)); // GLOBAL
    p.writeBytes(new byte[] {')', (byte) 0x81, '}', '('}); // EMPTY_TUPLE NEWOBJ EMPTY_DICT MARK
    byte[] key = "training".getBytes(StandardCharsets.US_ASCII);
    p.writeBytes(new byte[] {'X', (byte) key.length, 0, 0, 0}); // BINUNICODE
    p.writeBytes(key);
    p.writeBytes(new byte[] {(byte) 0x89, 'u', 'b', '.'}); // NEWFALSE SETITEMS BUILD STOP
    return p.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry("ops/" + name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
