package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.VaeFolder;
import corgi.engine.checkpoint.VaeOrigin;
import corgi.engine.data.Picture;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.vae.Autoencoder;
import java.io.IOException;
import java.util.function.Function;

/**
 * A trained autoencoder, from pictures to latents and back, in float32. Each picture goes through
 * the network alone, so nothing depends on what else is asked.
 */
public final class VaeModel implements AutoCloseable {
  private final String name;
  private final VaeOrigin origin;
  private final NDManager manager;
  private final Autoencoder network;
  private final Shape latent;

  private VaeModel(String name, VaeOrigin origin, NDManager manager, Autoencoder network) {
    this.name = name;
    this.origin = origin;
    this.manager = manager;
    this.network = network;
    latent = network.config().latent(origin.resolution());
  }

  /**
   * Loads the autoencoder of a folder, or of a training with a {@code model} inside.
   *
   * @throws IOException if it is missing, damaged or not trained by Corgi
   */
  public static VaeModel load(String path) throws IOException {
    VaeFolder folder = VaeFolder.find(path);
    VaeOrigin origin =
        folder
            .origin()
            .orElseThrow(
                () ->
                    new IOException(
                        folder + ": has no corgi.json: it was not trained by 'train vae'"));
    NDManager manager = Tensors.manager();
    try {
      Autoencoder network = folder.load(TensorOps.of(Precision.FP32), manager);
      return new VaeModel(path, origin, manager, network);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Returns how it was made. */
  public VaeOrigin origin() {
    return origin;
  }

  /** Whether latents are drawn from q(z|x), so that they are about N(0, I) over all pictures. */
  public boolean variational() {
    return network.config().variational();
  }

  /** Returns the channels of the pictures. */
  public int channels() {
    return network.config().channels();
  }

  /** Returns the shape of a latent: one axis, or channels, height and width. */
  public Shape latent() {
    return latent;
  }

  /** Returns z ~ N(0, I) of a seed. */
  public float[] normal(long seed) {
    float[] z = new float[Math.toIntExact(latent.size())];
    CounterRandom.normals(CounterRandom.key(seed), z, 0, z.length);
    return z;
  }

  /**
   * Returns the mean of a picture's latent.
   *
   * @throws IllegalArgumentException if the picture has another size than those it was trained on
   */
  public float[] encode(Picture picture) {
    int side = origin.resolution();
    if (picture.height() != side
        || picture.width() != side
        || picture.channels() != network.config().channels()) {
      throw new IllegalArgumentException(
          "a picture of %d×%d×%d: %s reads %d×%d×%d"
              .formatted(
                  picture.channels(),
                  picture.height(),
                  picture.width(),
                  name,
                  network.config().channels(),
                  side,
                  side));
    }
    Shape shape = new Shape(1, picture.channels(), side, side);
    return through(picture.values(), shape, x -> network.encode(x).mode());
  }

  /** Returns the picture of a latent. */
  public Picture decode(float[] z) {
    int side = origin.resolution();
    float[] values = through(z, new Shape(1).addAll(latent), network::decode);
    return new Picture(network.config().channels(), side, side, values);
  }

  private float[] through(float[] values, Shape shape, Function<NDArray, NDArray> network) {
    float[][] result = new float[1][];
    Tensors.inference(
        () -> {
          Tensors.scope(
              () -> result[0] = network.apply(manager.create(values, shape)).toFloatArray());
          return null;
        });
    return result[0];
  }

  @Override
  public void close() {
    network.close();
    manager.close();
  }

  @Override
  public String toString() {
    return network.toString();
  }
}
