package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;

/**
 * The operations networks are made of that DJL lacks or has only slowly. All are differentiable.
 * Weights are always float32; between {@link #enter} and {@link #leave} activations are in whatever
 * type the implementation computes in, and only these operations, {@code add}, {@code concat},
 * {@code reshape} and {@code transpose} may touch them.
 */
public interface TensorOps {
  /** Returns operations in the given precision, on the fastest route there is. */
  static TensorOps of(Precision precision) {
    return precision == Precision.BF16 ? ScriptOps.BF16 : ScriptOps.FP32;
  }

  /** What this computes in. */
  Precision precision();

  /** Brings a float32 array into the type this computes in. */
  NDArray enter(NDArray x);

  /** Brings an array back to contiguous float32. */
  NDArray leave(NDArray x);

  /**
   * Convolves x (N, C, H, W) with the kernel (O, C, k, k).
   *
   * @param bias (O) or null
   */
  NDArray conv2d(NDArray x, NDArray kernel, NDArray bias, Window window);

  /**
   * The transpose of a convolution: x (N, C, H, W) with the kernel (C, O, k, k), whose copies,
   * weighted by the pixels and {@code stride} apart, are added up. The result has (H − 1)·stride −
   * 2·padding + k + trailing rows. Dumoulin and Visin 2016, 1603.07285, section 4.
   *
   * @param bias (O)
   * @param window {@code padding} is cut off every side, {@code trailing} rows and columns are
   *     added below and at the right
   */
  NDArray transposedConv2d(NDArray x, NDArray kernel, NDArray bias, Window window);

  /**
   * Returns x·Wᵀ + b for x (…, I) and W (O, I).
   *
   * @param bias (O) or null
   */
  NDArray linear(NDArray x, NDArray weight, NDArray bias);

  /** Group normalisation of x (N, C, …) with scale and shift (C). Wu and He 2018, 1803.08494. */
  NDArray groupNorm(NDArray x, NDArray scale, NDArray shift, Groups groups);

  /** {@link #silu} of {@link #groupNorm}, which every residual block begins with. */
  NDArray groupNormSilu(NDArray x, NDArray scale, NDArray shift, Groups groups);

  /** Layer normalisation of x over its last axis, with scale and shift of that size. */
  NDArray layerNorm(NDArray x, NDArray scale, NDArray shift, double epsilon);

  /** x·sigmoid(x). */
  NDArray silu(NDArray x);

  /** x·tanh(ln(1 + eˣ)). Misra 2019, 1908.08681. */
  NDArray mish(NDArray x);

  /** max(x, 0). */
  NDArray relu(NDArray x);

  /** x·Φ(x), by the error function. Hendrycks and Gimpel 2016, 1606.08415. */
  NDArray gelu(NDArray x);

  /** a·gelu(b) for x = [a, b] along the last axis. Shazeer 2020, 2002.05202. */
  NDArray geglu(NDArray x);

  /**
   * softmax(q·kᵀ/√d + bias)·v in every head. Vaswani et al. 2017, 1706.03762, eq. 1.
   *
   * @param q (N, T, C)
   * @param k (N, S, C)
   * @param v (N, S, C)
   * @return (N, T, C)
   */
  NDArray attention(NDArray q, NDArray k, NDArray v, Heads heads);

  /** Doubles height and width of x (N, C, H, W) by repeating pixels. */
  NDArray upsample(NDArray x);

  /**
   * Halves height and width of x (N, C, H, W) by averaging squares of 2×2. The last row or column
   * of an odd size is left out.
   */
  NDArray pool(NDArray x);

  /** Brings x (N, C, H, W) to another height and width: every pixel is the nearest one's copy. */
  NDArray resize(NDArray x, long height, long width);
}
