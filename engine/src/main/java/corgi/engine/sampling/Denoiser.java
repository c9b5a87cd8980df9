package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;

/** Answers with the expected clean image: all a sampler knows of models, prompts and guidance. */
@FunctionalInterface
public interface Denoiser {
  /**
   * Returns E[x₀ | x] at the stage's level.
   *
   * @param x (N, C, H, W), x = α·x₀ + σ·ε
   */
  Denoised denoise(NDArray x, Stage stage);
}
