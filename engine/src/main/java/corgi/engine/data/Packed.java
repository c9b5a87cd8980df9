package corgi.engine.data;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes kept in memory deflated, as fast as that goes. */
final class Packed {
  private final byte[] deflated;
  private final int length;

  Packed(byte[] bytes) {
    length = bytes.length;
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(length / 4 + 64);
      byte[] chunk = new byte[1 << 13];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      deflated = out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** The bytes that this takes in memory. */
  int size() {
    return deflated.length;
  }

  /** Returns the bytes that were packed. */
  byte[] bytes() {
    byte[] bytes = new byte[length];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(deflated);
      int read = 0;
      while (read < length) {
        int more = inflater.inflate(bytes, read, length - read);
        if (more == 0) {
          throw new IllegalStateException("packed bytes end early");
        }
        read += more;
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalStateException(e); // this class wrote them
    } finally {
      inflater.end();
    }
  }
}
