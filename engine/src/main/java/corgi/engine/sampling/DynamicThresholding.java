package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;

/**
 * x̂₀ cut to ±s and divided by s, where s is a quantile of |x̂₀| in each image, at least 1. Saharia
 * et al. 2022 (2205.11487), §2.3.
 *
 * @param quantile the share of values that is not cut, in [0, 1]; the paper found .995 good
 * @param most the largest s; infinite in the paper, 1 gives plain clipping
 */
public record DynamicThresholding(double quantile, double most) implements Clipping {
  public DynamicThresholding {
    if (!(quantile >= 0 && quantile <= 1) || !(most > 0)) {
      throw new IllegalArgumentException(
          "dynamic thresholding at quantile %s up to %s: the quantile must be between 0 and 1, the most positive"
              .formatted(quantile, most));
    }
  }

  @Override
  public NDArray clip(NDArray clean) {
    long n = clean.size(0);
    NDArray flat = clean.reshape(n, -1);
    NDArray s = quantile(flat.abs()).maximum(1).minimum(most); // (N, 1)
    return flat.minimum(s).maximum(s.neg()).div(s).reshape(clean.getShape());
  }

  /** Between the two nearest ranks, evenly. */
  private NDArray quantile(NDArray values) {
    double rank = quantile * (values.size(1) - 1);
    long low = (long) Math.floor(rank);
    long high = (long) Math.ceil(rank);
    NDArray sorted = values.sort(1); // (N, D)
    NDArray below = sorted.get(":, {}:{}", low, low + 1);
    NDArray above = sorted.get(":, {}:{}", high, high + 1);
    return below.add(above.sub(below).mul(rank - low));
  }
}
