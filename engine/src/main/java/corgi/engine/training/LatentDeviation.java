package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import corgi.engine.data.Example;
import corgi.engine.data.PictureRows;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Tensors;
import corgi.engine.vae.Autoencoder;
import corgi.engine.vae.DiagonalGaussian;
import java.util.List;

/**
 * The standard deviation of an autoencoder's latents over all channels and pixels. Its inverse is
 * the {@code scaling_factor} that gives a U-Net latents of unit variance: Rombach et al. 2022,
 * 2112.10752, appendix G. The mean is not subtracted from latents there, only here.
 */
final class LatentDeviation {
  private static final int ROWS = 32; // pictures in one pass
  private static final long KEY = CounterRandom.key(0x57D);

  private LatentDeviation() {}

  /** Returns the deviation over the latents of {@code examples}, each drawn from its q(z|x). */
  static double of(Autoencoder network, List<Example> examples) {
    double[] sums = new double[3]; // count, Σ z, Σ z²
    for (int from = 0; from < examples.size(); from += ROWS) {
      int first = from;
      List<Example> some = examples.subList(from, Math.min(from + ROWS, examples.size()));
      Tensors.inference(
          () -> {
            Tensors.scope(() -> add(network, some, first, sums));
            return null;
          });
    }
    double mean = sums[1] / sums[0];
    return Math.sqrt(sums[2] / sums[0] - mean * mean);
  }

  private static void add(Autoencoder network, List<Example> some, int first, double[] sums) {
    PictureRows rows = PictureRows.of(some);
    DiagonalGaussian q =
        network.encode(network.parameters().manager().create(rows.values(), rows.shape()));
    float[] noise = new float[Math.toIntExact(q.mean().size())];
    CounterRandom.normals(CounterRandom.key(KEY, first), noise, 0, noise.length);
    NDArray epsilon = q.mean().getManager().create(noise, q.mean().getShape());
    for (float z : q.sample(epsilon).toFloatArray()) {
      sums[0]++;
      sums[1] += z;
      sums[2] += (double) z * z;
    }
  }
}
