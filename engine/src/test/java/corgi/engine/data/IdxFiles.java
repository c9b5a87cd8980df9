package corgi.engine.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small IDX files. */
final class IdxFiles {
  static final int SIDE = 12;

  private IdxFiles() {}

  /** Pictures of 12×12, each of one level, with labels 0, 1, 2, 0, …; some are the same. */
  static void write(Path folder, String prefix, int count) throws IOException {
    byte[] levels = new byte[count * SIDE * SIDE];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 3);
      for (int k = 0; k < SIDE * SIDE; k++) {
        levels[i * SIDE * SIDE + k] = (byte) (k % SIDE < 6 ? i % 100 : 200);
      }
    }
    byte[] images = idx(levels, count, SIDE, SIDE);
    Files.write(folder.resolve(prefix + "-images-idx3-ubyte.gz"), packed(images));
    Files.write(folder.resolve(prefix + "-labels-idx1-ubyte"), idx(labels, count));
  }

  static byte[] idx(byte[] bytes, int... sizes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(0x800 | sizes.length);
    for (int size : sizes) {
      data.writeInt(size);
    }
    data.write(bytes);
    return out.toByteArray();
  }

  static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
