package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.util.List;

/** What is added to the logits of attention so that some tokens are not looked at. */
final class AttentionBias {
  /** Finite even in bfloat16, so that a token that may look at nothing stays a number. */
  private static final float NEVER = -1e30f;

  private AttentionBias() {}

  /**
   * A token looks at itself and those before it, (1 or N, 1, L, L).
   *
   * @param tokens their mask, if they have one, hides tokens from all
   */
  static NDArray causal(TokenBatch tokens) {
    int l = tokens.length();
    int n = tokens.mask() == null ? 1 : tokens.rows();
    float[] bias = new float[n * l * l];
    for (int i = 0; i < bias.length; i++) {
      int from = i / l % l;
      int to = i % l;
      boolean masked = tokens.mask() != null && tokens.mask().get(i / (l * l))[to] == 0;
      if (to > from || masked) {
        bias[i] = NEVER;
      }
    }
    return Tensors.array(bias, new Shape(n, 1, l, l));
  }

  /** All tokens look at those whose mask is not 0, (N, 1, 1, L). */
  static NDArray masked(List<long[]> mask) {
    int l = mask.get(0).length;
    float[] bias = new float[mask.size() * l];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = mask.get(i / l)[i % l] == 0 ? NEVER : 0;
    }
    return Tensors.array(bias, new Shape(mask.size(), 1, 1, l));
  }
}
