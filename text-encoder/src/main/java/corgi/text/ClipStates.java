package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * What CLIP's text encoder says of N prompts of L tokens.
 *
 * @param hidden what goes into the first block and what comes out of each, none of it normalised:
 *     one more than there are blocks, (N, L, C) each
 * @param last the states of the last block after the final normalisation, (N, L, C)
 * @param pooled the last state where the text ends, (N, C)
 * @param projected what is pooled, in the space that texts share with images, (N, P); null if the
 *     encoder has no projection
 */
public record ClipStates(List<NDArray> hidden, NDArray last, NDArray pooled, NDArray projected) {
  /**
   * Returns the states some blocks before the end, not normalised: 0 are those of the last block, 1
   * are the penultimate ones, which SDXL reads.
   */
  public NDArray before(int blocks) {
    if (blocks < 0 || blocks >= hidden.size()) {
      throw new IllegalArgumentException(
          "%d blocks before the end: must be between 0 and %d"
              .formatted(blocks, hidden.size() - 1));
    }
    return hidden.get(hidden.size() - 1 - blocks);
  }

  /** Returns all arrays, in the order of the components. */
  NDList all() {
    NDList all = new NDList(hidden);
    all.add(last);
    all.add(pooled);
    if (projected != null) {
      all.add(projected);
    }
    return all;
  }

  /** The reverse of {@link #all}. */
  static ClipStates of(NDList all, int blocks) {
    List<NDArray> hidden = List.copyOf(all.subList(0, blocks + 1));
    NDArray projected = all.size() > blocks + 3 ? all.get(blocks + 3) : null;
    return new ClipStates(hidden, all.get(blocks + 1), all.get(blocks + 2), projected);
  }

  /** Lays the rows of several lists of arrays into one list. */
  static NDList joined(List<NDList> rows) {
    NDList joined = new NDList();
    for (int i = 0; i < rows.get(0).size(); i++) {
      NDList parts = new NDList();
      for (NDList row : rows) {
        parts.add(row.get(i));
      }
      joined.add(NDArrays.concat(parts));
    }
    return joined;
  }
}
