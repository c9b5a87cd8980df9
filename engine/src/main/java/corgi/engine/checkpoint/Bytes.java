package corgi.engine.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that can be read anywhere: a file, or memory. A file is mapped only while some of it is
 * copied: what is mapped cannot be replaced on Windows.
 */
public sealed interface Bytes extends Closeable {
  /** Returns what messages call this. */
  String source();

  /** Returns the number of bytes. */
  long size();

  /** Returns a copy of some bytes, little-endian; the caller has checked that they exist. */
  ByteBuffer read(long position, int length) throws IOException;

  /** Fills {@code target} from a position on; the caller has checked that the bytes exist. */
  void copy(long position, ByteBuffer target) throws IOException;

  /** Opens a file. */
  static Bytes open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new OfFile(path.toString(), channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Reads a stream to its end. */
  static Bytes read(InputStream in, String source) throws IOException {
    int most = Integer.MAX_VALUE - 8;
    byte[] bytes = in.readNBytes(most);
    if (bytes.length == most) {
      throw new CheckpointException(source, "is a stream of 2 GiB or more: open it as a file");
    }
    return new OfMemory(source, bytes);
  }

  /** A file. */
  record OfFile(String source, FileChannel channel, long size) implements Bytes {
    @Override
    public ByteBuffer read(long position, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position()) < 0) {
          throw shrank(null);
        }
      }
      return buffer.flip();
    }

    @Override
    public void copy(long position, ByteBuffer target) throws IOException {
      if (channel.size() < size) { // a map beyond the end is no copy but a fault
        throw shrank(null);
      }
      try {
        FileWindow.copy(channel, position, target);
      } catch (InternalError e) { // how the JVM tells that a mapped page is gone
        throw shrank(e);
      }
    }

    private CheckpointException shrank(Throwable cause) {
      return new CheckpointException(source, "shrank while it was read", cause);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Bytes in memory. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record OfMemory(String source, byte[] bytes) implements Bytes {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public ByteBuffer read(long position, int length) {
      byte[] copy = new byte[length];
      System.arraycopy(bytes, (int) position, copy, 0, length);
      return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void copy(long position, ByteBuffer target) {
      target.put(bytes, (int) position, target.remaining());
    }

    @Override
    public void close() {}
  }
}
