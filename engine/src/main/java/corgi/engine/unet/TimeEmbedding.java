package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Activation;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;

/**
 * Two layers that embed the noise level, or whatever is told in its way, and the sines and cosines
 * of t they begin with. Vaswani et al. 2017 (1706.03762), §3.5; Ho et al. 2020 (2006.11239),
 * appendix B.
 */
public final class TimeEmbedding {
  private static final double MAX_PERIOD = 10_000;

  /**
   * Two conventions that differ between code bases.
   *
   * @param flipSinToCos cosines before sines
   * @param frequencyShift subtracted from the count of frequencies in the exponent's divisor
   */
  public record Options(boolean flipSinToCos, double frequencyShift) {}

  private final Linear first;
  private final Linear second;
  private final Linear condition;
  private final Activations activations;

  TimeEmbedding(Scope scope, Sizes sizes, Activations activations) {
    first = Linear.of(scope.at("linear_1"), sizes.in(), sizes.out());
    condition =
        sizes.condition() == null
            ? null
            : Linear.plain(scope.at("cond_proj"), sizes.condition(), sizes.in());
    second = Linear.of(scope.at("linear_2"), sizes.out(), sizes.out());
    this.activations = activations;
  }

  /** Two layers with SiLU in between. */
  TimeEmbedding(Scope scope, int in, int out) {
    this(scope, new Sizes(in, out, null), new Activations(Activation.SILU, null));
  }

  /** Maps x (N, in) to (N, out). */
  NDArray forward(TensorOps ops, NDArray x) {
    return forward(ops, x, null);
  }

  /**
   * Maps x (N, in) to (N, out).
   *
   * @param told what is added to x first, (N, condition); or null
   */
  NDArray forward(TensorOps ops, NDArray x, NDArray told) {
    if (told != null && condition == null) {
      throw new IllegalArgumentException(
          "an embedded guidance scale for a network that was trained without one");
    }
    NDArray h = told == null ? x : x.add(condition.forward(ops, ops.enter(told)));
    h = second.forward(ops, activations.inner().apply(ops, first.forward(ops, h)));
    return activations.post() == null ? h : activations.post().apply(ops, h);
  }

  /**
   * sin and cos of t·10000^(−i/(half − shift)), (N, size) float32; the last column is 0 if the size
   * is odd.
   */
  public static NDArray waves(NDArray t, int size, Options options) {
    int half = size / 2;
    float[] frequencies = new float[half];
    for (int i = 0; i < half; i++) {
      // Rounded to float32 step by step, as the reference does: t = 999 magnifies the difference.
      float exponent = (float) -Math.log(MAX_PERIOD) * i;
      frequencies[i] = (float) Math.exp(exponent / (float) (half - options.frequencyShift()));
    }
    NDArray angles = t.reshape(-1, 1).mul(t.getManager().create(frequencies).reshape(1, half));
    NDArray waves = join(angles, options.flipSinToCos());
    return size % 2 == 0
        ? waves
        : waves.concat(t.getManager().zeros(new Shape(waves.size(0), 1)), 1);
  }

  /** Sines and cosines side by side, or the other way round. */
  static NDArray join(NDArray angles, boolean flipSinToCos) {
    return flipSinToCos
        ? angles.cos().concat(angles.sin(), 1)
        : angles.sin().concat(angles.cos(), 1);
  }

  /**
   * Sizes of the two layers.
   *
   * @param condition of what may be added to the input, or null
   */
  record Sizes(int in, int out, Integer condition) {}

  /**
   * What follows the layers.
   *
   * @param post after the second, or null
   */
  record Activations(Activation inner, Activation post) {}
}
