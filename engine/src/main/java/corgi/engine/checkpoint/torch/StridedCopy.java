package corgi.engine.checkpoint.torch;

import java.nio.ByteBuffer;

/** Puts elements that lie apart one behind the other. */
final class StridedCopy {
  private StridedCopy() {}

  /**
   * Copies a view's elements in row-major order.
   *
   * @param from the storage from the view's first element on
   * @param to has room for all elements
   */
  static void copy(StridedView view, ByteBuffer from, ByteBuffer to) {
    int rank = view.size().length;
    int width = view.type().bytes();
    long[] index = new long[rank];
    long at = 0;
    from.order(to.order()); // bytes are moved, not read
    while (to.remaining() >= width) {
      put(from, (int) (at * width), to, width);
      for (int d = rank - 1; d >= 0; d--) { // like an odometer
        at += view.stride()[d];
        if (++index[d] < view.size()[d]) {
          break;
        }
        at -= view.size()[d] * view.stride()[d];
        index[d] = 0;
      }
    }
  }

  private static void put(ByteBuffer from, int at, ByteBuffer to, int width) {
    switch (width) {
      case 1 -> to.put(from.get(at));
      case 2 -> to.putShort(from.getShort(at));
      case 4 -> to.putInt(from.getInt(at));
      default -> to.putLong(from.getLong(at));
    }
  }
}
