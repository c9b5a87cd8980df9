package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;

/**
 * A denoiser's answer. Arrays have the shape of x, (N, C, H, W).
 *
 * @param clean x̂₀, the expected clean image, guided and clipped as the run asks
 * @param raw x̂₀ before clipping; equals {@code clean} where nothing clips
 * @param unconditional x̂₀ of the unconditional side, or null where it was not asked
 * @param logVariance the logarithm of the variance of the step's posterior, where the model learned
 *     it, else null
 * @param nudge what is done to where the step arrives, or null for nothing; of a step's first
 *     answer
 */
public record Denoised(
    NDArray clean, NDArray raw, NDArray unconditional, NDArray logVariance, Nudge nudge) {
  /** An answer without a nudge. */
  public Denoised(NDArray clean, NDArray raw, NDArray unconditional, NDArray logVariance) {
    this(clean, raw, unconditional, logVariance, null);
  }

  /** An answer that is x̂₀ and nothing else. */
  public static Denoised of(NDArray clean) {
    return new Denoised(clean, clean, null, null);
  }

  /** Returns this answer with another nudge. */
  public Denoised with(Nudge other) {
    return new Denoised(clean, raw, unconditional, logVariance, other);
  }

  /** Returns this answer with a clipped x̂₀; the raw one stays. */
  public Denoised withClean(NDArray clipped) {
    return new Denoised(clipped, raw, unconditional, logVariance, nudge);
  }
}
