package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Example;
import corgi.engine.data.PictureRows;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Tensors;
import corgi.engine.vae.Autoencoder;
import corgi.engine.vae.DiagonalGaussian;
import corgi.engine.vae.Reconstruction;
import java.util.List;

/**
 * Measures an autoencoder on pictures it did not learn from: the evidence lower bound ELBO =
 * E_q[log p(x|z)] − KL(q(z|x) ‖ N(0, I)), in nats a picture with all constants. Kingma and Welling
 * 2013, 1312.6114, eq. 3. One ε a picture, the same at every call.
 *
 * @param network what is measured
 * @param reconstruction which p(x|z) the decoder stands for
 */
public record AutoencoderExam(Autoencoder network, Reconstruction reconstruction) {
  private static final int ROWS = 32; // pictures in one pass
  private static final long KEY = CounterRandom.key(0xE1B0);

  /** Measures pictures, at least one. */
  public ElboReport of(List<Example> examples) {
    Sums sums = new Sums();
    for (int from = 0; from < examples.size(); from += ROWS) {
      int first = from;
      List<Example> some = examples.subList(from, Math.min(from + ROWS, examples.size()));
      Tensors.inference(
          () -> {
            Tensors.scope(() -> add(some, first, sums));
            return null;
          });
    }
    return sums.report(network.config().variational(), reconstruction.constant());
  }

  private void add(List<Example> some, int first, Sums sums) {
    PictureRows rows = PictureRows.of(some);
    NDManager manager = network.parameters().manager();
    NDArray image = manager.create(rows.values(), rows.shape());
    DiagonalGaussian q = network.encode(image);
    NDArray z = network.config().variational() ? q.sample(noise(q.mean(), first)) : q.mode();
    NDArray difference = reconstruction.of(network, network.raw(z), image); // (N)
    sums.pictures += some.size();
    sums.numbers = rows.values().length / some.size();
    for (float value : difference.toFloatArray()) {
      sums.reconstruction += value;
    }
    float[] divergences = q.klOfEach().reshape(some.size(), -1).sum(new int[] {0}).toFloatArray();
    sums.add(divergences);
  }

  private static NDArray noise(NDArray like, int first) {
    Shape shape = like.getShape();
    int each = Math.toIntExact(shape.size() / shape.get(0));
    float[] z = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < shape.get(0); i++) {
      CounterRandom.normals(CounterRandom.key(KEY, first + i), z, i * each, each);
    }
    return like.getManager().create(z, shape);
  }

  private static final class Sums {
    private long pictures;
    private long numbers; // of one picture
    private double reconstruction;
    private double[] divergences; // of each number of a latent

    void add(float[] more) {
      divergences = divergences == null ? new double[more.length] : divergences;
      for (int i = 0; i < more.length; i++) {
        divergences[i] += more[i];
      }
    }

    ElboReport report(boolean variational, double constant) {
      double[] each = new double[divergences.length];
      double kl = 0;
      for (int i = 0; i < each.length; i++) {
        each[i] = variational ? divergences[i] / pictures : Double.NaN;
        kl += each[i];
      }
      return new ElboReport(
          pictures, reconstruction / pictures, variational ? kl : 0, numbers * constant, each);
    }
  }
}
