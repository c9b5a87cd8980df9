package corgi.engine.data;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Icons drawn at one size, so that training does not draw them each time: deflated, those that were
 * used last, within a bound. At 64×64 an icon takes some 5 kB, so that the bound of 128 MB holds
 * all of them.
 */
final class IconCache {
  private static final long USUAL = Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 8);

  private final int side;
  private final long most;
  private final Map<String, Packed> kept = new LinkedHashMap<>(256, 0.75f, true);
  private long size;

  IconCache(int side) {
    this(side, USUAL);
  }

  /**
   * @param most bytes to keep
   */
  IconCache(int side, long most) {
    this.side = side;
    this.most = most;
  }

  /** Returns the pixels of an icon, premultiplied ARGB, as {@link IconRaster#draw} does. */
  int[] pixels(EmojiIcon icon) {
    Packed packed;
    synchronized (this) {
      packed = kept.get(icon.identity());
    }
    if (packed == null) { // two threads may draw the same icon: the same way
      int[] pixels = IconRaster.draw(icon, side);
      keep(icon.identity(), new Packed(bytes(pixels)));
      return pixels;
    }
    int[] pixels = new int[side * side];
    ByteBuffer.wrap(packed.bytes()).asIntBuffer().get(pixels);
    return pixels;
  }

  private static byte[] bytes(int[] pixels) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * pixels.length);
    buffer.asIntBuffer().put(pixels);
    return buffer.array();
  }

  private synchronized void keep(String identity, Packed packed) {
    if (kept.putIfAbsent(identity, packed) == null) {
      size += packed.size();
    }
    for (Iterator<Packed> oldest = kept.values().iterator(); size > most && oldest.hasNext(); ) {
      size -= oldest.next().size();
      oldest.remove();
    }
  }

  /** The bytes that are kept. */
  synchronized long size() {
    return size;
  }
}
