package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;

/** Brings an estimated clean image x̂₀ into the range that images have. */
@FunctionalInterface
public interface Clipping {
  /** Leaves x̂₀ alone. */
  Clipping NONE = clean -> clean;

  /** Returns x̂₀ in range. */
  NDArray clip(NDArray clean);

  /** Returns a denoiser whose clean images are clipped; its raw ones stay. */
  default Denoiser over(Denoiser denoiser) {
    return (x, stage) -> {
      Denoised answer = denoiser.denoise(x, stage);
      return answer.withClean(clip(answer.clean()));
    };
  }
}
