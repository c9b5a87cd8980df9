package corgi.engine.checkpoint.torch;

import corgi.engine.checkpoint.StoredType;
import java.util.Arrays;

/**
 * How a tensor looks at a storage: element i of dimension d lies stride[d]·i elements further.
 *
 * @param storage what it looks at
 * @param type of the elements, which is the storage's but where that has none
 * @param offset of its first element, in elements
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StridedView(Storage storage, StoredType type, long offset, long[] size, long[] stride) {
  private static final int HIGHEST_RANK = 16;
  private static final long MOST_REPEATED = 1 << 20; // a few bytes must not become gigabytes

  /** Checks that every element lies in the storage, and that it is not repeated too often. */
  StridedView {
    if (size.length != stride.length || size.length > HIGHEST_RANK) {
      throw new IllegalArgumentException(
          "has %d dimensions and %d strides: expected as many, up to %d"
              .formatted(size.length, stride.length, HIGHEST_RANK));
    }
    long bytes = storage.bytes();
    long room = bytes / type.bytes();
    long span = span(size, stride);
    if (bytes < 0 || offset < 0 || span < 0 || offset > room || span > room - offset) {
      throw new IllegalArgumentException(
          "of size %s, strides %s and offset %d leaves its storage of %d elements"
              .formatted(Arrays.toString(size), Arrays.toString(stride), offset, room));
    }
    if (count(size) > Math.max(room, MOST_REPEATED)) {
      throw new IllegalArgumentException(
          "of size %s repeats the %d elements of its storage: expected at most %d, or a copy"
              .formatted(Arrays.toString(size), room, MOST_REPEATED));
    }
  }

  /** Returns the number of elements, or the largest long. */
  private static long count(long[] size) {
    long count = 1;
    for (long dimension : size) {
      if (dimension == 0) {
        return 0;
      }
    }
    for (long dimension : size) {
      if (count > Long.MAX_VALUE / dimension) {
        return Long.MAX_VALUE;
      }
      count *= dimension;
    }
    return count;
  }

  /** Returns how many elements lie from the first to the last, or −1 if that cannot be. */
  private static long span(long[] size, long[] stride) {
    long last = 0;
    boolean none = false;
    try {
      for (int d = 0; d < size.length; d++) {
        if (size[d] < 0 || stride[d] < 0) {
          return -1;
        }
        none |= size[d] == 0;
        last = Math.addExact(last, Math.multiplyExact(Math.max(0, size[d] - 1), stride[d]));
      }
      return none ? 0 : Math.addExact(last, 1);
    } catch (ArithmeticException e) {
      return -1;
    }
  }

  /** Returns how many elements lie from the first to the last. */
  long span() {
    return span(size, stride);
  }

  /** Returns whether the elements lie row-major, one behind the other. */
  boolean isContiguous() {
    long expected = 1;
    for (int d = size.length - 1; d >= 0; d--) {
      if (size[d] != 1 && stride[d] != expected) {
        return span() == 0;
      }
      expected *= size[d];
    }
    return true;
  }
}
