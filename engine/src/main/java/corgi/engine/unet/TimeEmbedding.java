package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;

/**
 * Tells the network its noise level: sines and cosines of t, then two layers. Vaswani et al. 2017
 * (1706.03762), §3.5; Ho et al. 2020 (2006.11239), appendix B.
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
  private final int size;
  private final Options options;

  TimeEmbedding(Scope scope, int size, Options options) {
    if (size % 2 != 0) {
      throw new IllegalArgumentException(
          "the first of block_out_channels = %d: must be even".formatted(size));
    }
    first = Linear.of(scope.at("linear_1"), size, 4 * size);
    second = Linear.of(scope.at("linear_2"), 4 * size, 4 * size);
    this.size = size;
    this.options = options;
  }

  /** Maps t (N) to (N, 4·size). */
  NDArray forward(TensorOps ops, NDArray t) {
    NDArray waves = waves(t, size, options); // (N, size)
    return second.forward(ops, ops.silu(first.forward(ops, ops.enter(waves))));
  }

  /** sin and cos of t·10000^(−i/(half − shift)), (N, size) float32. */
  public static NDArray waves(NDArray t, int size, Options options) {
    int half = size / 2;
    float[] frequencies = new float[half];
    for (int i = 0; i < half; i++) {
      // Rounded to float32 step by step, as the reference does: t = 999 magnifies the difference.
      float exponent = (float) -Math.log(MAX_PERIOD) * i;
      frequencies[i] = (float) Math.exp(exponent / (float) (half - options.frequencyShift()));
    }
    NDArray angles = t.reshape(-1, 1).mul(t.getManager().create(frequencies).reshape(1, half));
    return options.flipSinToCos()
        ? angles.cos().concat(angles.sin(), 1)
        : angles.sin().concat(angles.cos(), 1);
  }
}
