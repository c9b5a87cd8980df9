package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Example;
import corgi.engine.data.PictureRows;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.vae.Autoencoder;
import corgi.engine.vae.VaeLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The task of an autoencoder: to make a picture again of the little it says of it. */
final class Autoencoding implements Task<Autoencoding.Pictures> {
  private static final int LATENT_NOISE = 21; // the kind of draw

  private final Autoencoder network;
  private final VaeLoss loss;
  private final Draws draws;
  private Map<String, Double> parts = Map.of();

  /**
   * The pictures of a step.
   *
   * @param step which
   * @param shape (N, C, H, W)
   * @param images in [−1, 1]
   * @param noise ε of the latents, (N, …)
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity only
  record Pictures(long step, Shape shape, float[] images, float[] noise) {}

  Autoencoding(Autoencoder network, VaeLoss loss, Draws draws) {
    this.network = network;
    this.loss = loss;
    this.draws = draws;
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public void start(long seed) {
    parameters().initialise(seed);
  }

  @Override
  public Pictures batch(long step) {
    List<Example> examples = draws.examples(step);
    int side = draws.dataset().resolution();
    float[] noise = new float[examples.size() * (int) network.config().latent(side).size()];
    long key = CounterRandom.key(draws.seed(), LATENT_NOISE, step);
    CounterRandom.normals(key, noise, 0, noise.length);
    PictureRows rows = PictureRows.of(examples);
    return new Pictures(step, rows.shape(), rows.values(), noise);
  }

  @Override
  public Pictures rows(Pictures batch, Batches.Part part) {
    int rows = (int) batch.shape().get(0);
    return new Pictures(
        batch.step(),
        part.of(batch.shape()),
        part.of(batch.images(), batch.images().length / rows),
        part.of(batch.noise(), batch.noise().length / rows));
  }

  @Override
  public NDArray loss(Pictures batch, NDManager manager) {
    long rows = batch.shape().get(0);
    NDArray image = manager.create(batch.images(), batch.shape());
    Shape latent = network.config().latent((int) batch.shape().get(3));
    NDArray noise = manager.create(batch.noise(), new Shape(rows).addAll(latent));
    VaeLoss.Terms terms = loss.of(network, image, noise);
    double weight = loss.weight(batch.step());
    Map<String, Double> means = new LinkedHashMap<>();
    means.put("reconstruction", (double) terms.reconstruction().mean().getFloat());
    if (network.config().variational()) {
      means.put("kl", (double) terms.kl().mean().getFloat());
      means.put("beta", weight);
    }
    parts = means;
    return terms.mean(weight);
  }

  @Override
  public Map<String, Double> parts() {
    return parts;
  }
}
