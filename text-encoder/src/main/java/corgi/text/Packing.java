package corgi.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prompts laid end to end in a fixed number of rows. A matrix product of another height may add up
 * in another order, so products always get the same height, whatever is encoded: then a prompt's
 * states do not depend on what it is encoded with.
 *
 * @param prompts the token ids of each prompt, in order
 * @param rows R, how many rows there are; what the prompts leave over is padding
 */
record Packing(List<long[]> prompts, int rows) {
  /** Rows for all but very long prompts: higher products are hardly faster. */
  static final int USUAL = 128;

  /**
   * Lays prompts into as few packings as their order allows.
   *
   * @param longest the most tokens that a prompt may have; those that exceed {@link #USUAL} are
   *     given so many rows, each alone
   * @throws IllegalArgumentException if a prompt has no tokens or too many
   */
  static List<Packing> of(List<long[]> prompts, int longest) {
    List<Packing> packings = new ArrayList<>();
    Packing open = null;
    int used = 0;
    for (long[] ids : prompts) {
      int n = ids.length;
      if (n < 1 || n > longest) {
        throw new IllegalArgumentException(
            "%d tokens in a prompt: must be between 1 and %d".formatted(n, longest));
      }
      if (n > USUAL) {
        packings.add(new Packing(List.of(ids), longest));
        open = null;
      } else {
        if (open == null || used + n > USUAL) {
          open = new Packing(new ArrayList<>(), USUAL);
          packings.add(open);
          used = 0;
        }
        open.prompts.add(ids);
        used += n;
      }
    }
    return packings;
  }

  /** Returns the ids of all rows; those of padding are 0, which is [PAD]. */
  long[] ids() {
    long[] all = new long[rows];
    int row = 0;
    for (long[] ids : prompts) {
      System.arraycopy(ids, 0, all, row, ids.length);
      row += ids.length;
    }
    return all;
  }

  /** Returns the place of each row within its prompt. */
  long[] places() {
    long[] all = new long[rows];
    int row = 0;
    for (long[] ids : prompts) {
      for (int place = 0; place < ids.length; place++) {
        all[row++] = place;
      }
    }
    return all;
  }

  /** Returns the rows at which something new begins, the first left out. */
  long[] cuts() {
    long[] ends = new long[prompts.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += prompts.get(i).length;
      ends[i] = end;
    }
    return end < rows ? ends : Arrays.copyOf(ends, ends.length - 1);
  }
}
