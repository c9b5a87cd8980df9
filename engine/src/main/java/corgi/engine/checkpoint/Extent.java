package corgi.engine.checkpoint;

/**
 * Where a tensor of a safetensors file lies.
 *
 * @param tensor what it is
 * @param begin offset of its first byte in the data section
 * @param end offset behind its last byte
 */
record Extent(StoredTensor tensor, long begin, long end) {
  long length() {
    return end - begin;
  }
}
