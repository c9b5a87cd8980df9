package corgi.text;

import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;

/** Lays the states of prompts into rows of one length. */
final class PaddedStates {
  private PaddedStates() {}

  /**
   * Returns tokens (N, L, D), zero where there is padding, and their mask (N, L).
   *
   * @param states of each prompt's n tokens, n·D values, n ≤ L
   * @param length L
   * @param dimension D
   */
  static Conditioning of(List<float[]> states, int length, int dimension) {
    Shape rows = new Shape(states.size(), length); // (N, L)
    Shape all = rows.add(dimension); // (N, L, D)
    float[] tokens = new float[Math.toIntExact(all.size())];
    float[] mask = new float[Math.toIntExact(rows.size())];
    for (int i = 0; i < states.size(); i++) {
      float[] real = states.get(i);
      System.arraycopy(real, 0, tokens, i * length * dimension, real.length);
      Arrays.fill(mask, i * length, i * length + real.length / dimension, 1);
    }
    return Conditioning.text(Tensors.array(tokens, all), Tensors.array(mask, rows));
  }
}
