package corgi.engine.checkpoint;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * Copies from a file through a map of it, window by window, as a map holds less than 2 GiB. A
 * window is unmapped as soon as it is copied, so that no map outlives the call.
 */
final class FileWindow {
  private static final int LONGEST = 1 << 28;
  private static final MethodHandle UNMAP = unmap();

  private FileWindow() {}

  static void copy(FileChannel channel, long position, ByteBuffer target) throws IOException {
    int limit = target.limit();
    long from = position;
    while (target.position() < limit) {
      int length = Math.min(LONGEST, limit - target.position());
      MappedByteBuffer window = channel.map(MapMode.READ_ONLY, from, length);
      try {
        target.put(window);
      } finally {
        close(window);
      }
      from += length;
    }
  }

  private static void close(MappedByteBuffer window) {
    try {
      if (UNMAP != null) {
        UNMAP.invokeExact((ByteBuffer) window);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e); // it throws for views of a buffer, which this is not
    }
  }

  /** Before Java 22 there is no other way; without it the garbage collector unmaps, some day. */
  private static MethodHandle unmap() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field field = unsafe.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return MethodHandles.lookup()
          .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(field.get(null));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
