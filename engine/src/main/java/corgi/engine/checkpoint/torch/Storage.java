package corgi.engine.checkpoint.torch;

import corgi.engine.checkpoint.StoredType;

/**
 * A storage of PyTorch: numbers in a row, which tensors look at.
 *
 * @param key its name in the file
 * @param type of its elements; U8 where the file leaves it to the tensors
 * @param count of its elements
 */
record Storage(String key, StoredType type, long count) {
  /** Returns the number of bytes, or −1 if a long cannot count them. */
  long bytes() {
    return count > Long.MAX_VALUE / type.bytes() ? -1 : count * type.bytes();
  }
}
