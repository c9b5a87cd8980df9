package corgi.text;

import java.util.List;

/**
 * Token ids of several prompts, all of one length.
 *
 * @param ids N rows of L ids
 * @param mask N rows of L numbers, 0 at tokens that nobody may look at; or null if there are none
 */
record TokenBatch(List<long[]> ids, List<long[]> mask) {
  TokenBatch {
    if (ids.isEmpty() || ids.get(0).length == 0) {
      throw new IllegalArgumentException("no tokens: at least one is needed");
    }
    sameShape("token ids", ids, ids);
    if (mask != null) {
      sameShape("a mask", mask, ids);
    }
  }

  /** Tokens that are all looked at. */
  static TokenBatch of(List<long[]> ids) {
    return new TokenBatch(ids, null);
  }

  private static void sameShape(String what, List<long[]> rows, List<long[]> ids) {
    if (rows.size() != ids.size()) {
      throw new IllegalArgumentException(
          "%s of %d rows for %d prompts".formatted(what, rows.size(), ids.size()));
    }
    for (long[] row : rows) {
      if (row.length != ids.get(0).length) {
        throw new IllegalArgumentException(
            "%s of length %d beside token ids of length %d"
                .formatted(what, row.length, ids.get(0).length));
      }
    }
  }

  /** N. */
  int rows() {
    return ids.size();
  }

  /** L. */
  int length() {
    return ids.get(0).length;
  }

  /**
   * Returns all ids, row after row.
   *
   * @throws IllegalArgumentException if one is no word of {@code sizes}, or a row is too long
   */
  long[] flat(EncoderSizes sizes) {
    if (length() > sizes.positions()) {
      throw new IllegalArgumentException(
          "%d tokens in a prompt: must be between 1 and %d".formatted(length(), sizes.positions()));
    }
    long[] all = ids.stream().flatMapToLong(java.util.Arrays::stream).toArray();
    for (long id : all) {
      if (id < 0 || id >= sizes.words()) {
        throw new IllegalArgumentException(
            "token id %d: must be between 0 and %d".formatted(id, sizes.words() - 1));
      }
    }
    return all;
  }
}
