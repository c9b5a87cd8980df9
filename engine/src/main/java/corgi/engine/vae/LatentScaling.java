package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.util.List;

/**
 * What stands between an autoencoder's latents and those that a U-Net sees, which should have about
 * unit variance. Rombach et al. 2022, 2112.10752, appendix G; {@code scaling_factor}, {@code
 * shift_factor}, {@code latents_mean} and {@code latents_std} in diffusers.
 *
 * @param factor multiplied with; not 0
 * @param shift subtracted beforehand, or null for none
 * @param mean one number a channel, subtracted beforehand, or null for none
 * @param deviation one number a channel, divided by, or null for none
 */
public record LatentScaling(
    double factor, Double shift, List<Double> mean, List<Double> deviation) {
  /** Checks the numbers. */
  public LatentScaling {
    if (!Double.isFinite(factor) || factor == 0) {
      throw new IllegalArgumentException(
          "scaling_factor = %s: must be finite and not 0".formatted(factor));
    }
    if ((mean == null) != (deviation == null)) {
      throw new IllegalArgumentException(
          "latents_mean = %s, latents_std = %s: both or none".formatted(mean, deviation));
    }
    if (mean != null && mean.size() != deviation.size()) {
      throw new IllegalArgumentException(
          "latents_mean has %d numbers and latents_std %d: must be as many"
              .formatted(mean.size(), deviation.size()));
    }
    mean = mean == null ? null : List.copyOf(mean);
    deviation = deviation == null ? null : List.copyOf(deviation);
  }

  /** Returns the factor without shift, mean and deviation. */
  public LatentScaling factorAlone() {
    return new LatentScaling(factor, null, null, null);
  }

  /** Returns the U-Net's latents of the autoencoder's, (N, C, H, W). */
  public NDArray toModel(NDArray latents) {
    NDArray z = latents;
    if (mean != null) {
      z = z.sub(channels(mean)).div(channels(deviation));
    } else if (shift != null) {
      z = z.sub(shift);
    }
    return Tensors.scale(z, factor);
  }

  /** Returns the autoencoder's latents of the U-Net's, (N, C, H, W). */
  public NDArray toAutoencoder(NDArray latents) {
    NDArray z = Tensors.scale(latents, 1 / factor);
    if (mean != null) {
      return z.mul(channels(deviation)).add(channels(mean));
    }
    return shift == null ? z : z.add(shift);
  }

  private static NDArray channels(List<Double> numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).floatValue();
    }
    return Tensors.array(values, new Shape(1, values.length, 1, 1));
  }
}
