package corgi.engine.latent;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.VaeFolder;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.vae.Autoencoder;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderKl;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * The pictures of a data set as scaled latents of an autoencoder, encoded once and read from disk:
 *
 * <pre>  z = s·(μ(x) + σ(x)·ε)</pre>
 *
 * with fresh ε for every pass. Rombach et al. 2022 (2112.10752), §3.1 and appendix G; s is {@code
 * scaling_factor}. Captions, labels and points are those of the pictures, when they were encoded.
 */
public final class LatentPictures implements Dataset, Closeable {
  private static final int VERSION = 1;
  private static final int NOISE = 31; // the kind of draw

  private final Dataset pictures;
  private final Shape latent; // (C, h, w)
  private final double factor;
  private final String hash;
  private final List<SafetensorsFile> files = new ArrayList<>();
  private final List<KnownOf> known = new ArrayList<>();

  /**
   * Which pictures become latents.
   *
   * @param pictures the data set
   * @param count how many of them
   * @param cache the folder where latents are kept
   */
  public record Source(Dataset pictures, long count, Path cache) {
    /**
     * @throws IllegalArgumentException if there is no picture
     */
    public Source {
      if (count < 1) {
        throw new IllegalArgumentException("latents = " + count + ": must be at least 1");
      }
    }
  }

  private LatentPictures(Source source, AutoencoderConfig config, String hash) {
    pictures = source.pictures();
    int side = pictures.resolution() / config.reduction();
    latent = new Shape(config.ends().latentChannels(), side, side);
    factor = config.scaling().factorAlone().factor();
    this.hash = hash;
  }

  /**
   * Opens latents, encoding those that are not there yet.
   *
   * @param done told how many are there
   * @param stop whether to stop between two batches
   * @throws IOException if the autoencoder is damaged, or the cache cannot be written
   * @throws IllegalArgumentException if the autoencoder does not take these pictures
   * @throws corgi.engine.sampling.CancelledException if {@code stop} says so
   */
  public static LatentPictures open(
      Source source, VaeFolder autoencoder, LongConsumer done, BooleanSupplier stop)
      throws IOException {
    AutoencoderConfig config = config(autoencoder, source.pictures());
    String hash =
        "latents %d of %s, %d, %s"
            .formatted(
                VERSION, source.pictures().hash(), source.count(), autoencoder.weightsHash());
    LatentPictures opened = new LatentPictures(source, config, hash);
    LatentCache cache = new LatentCache(source.cache(), hash);
    try {
      if (!cache.holds(source.count())) {
        fill(cache, source, autoencoder, new Encoding.Watcher(done, stop));
      }
      opened.read(cache.files(source.count()));
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static void fill(
      LatentCache cache, Source source, VaeFolder autoencoder, Encoding.Watcher watcher)
      throws IOException {
    try (NDManager manager = Tensors.manager();
        Autoencoder network = autoencoder.load(TensorOps.of(Precision.FP32), manager)) {
      Encoding encoding = new Encoding((AutoencoderKl) network, watcher);
      cache.fill(source.pictures(), source.count(), encoding);
    }
  }

  private static AutoencoderConfig config(VaeFolder folder, Dataset pictures) {
    if (!(folder.shape() instanceof AutoencoderConfig config)) {
      throw new IllegalArgumentException(
          "%s: latents for a U-Net need an AutoencoderKL, as 'train vae --kind kl' makes"
              .formatted(folder));
    }
    if (config.ends().inChannels() != pictures.channels()) {
      throw new IllegalArgumentException(
          "%s reads pictures of %d channels, the data set has %d"
              .formatted(folder, config.ends().inChannels(), pictures.channels()));
    }
    if (pictures.resolution() % config.reduction() != 0) {
      throw new IllegalArgumentException(
          "size = %d: must be a multiple of %d for this autoencoder"
              .formatted(pictures.resolution(), config.reduction()));
    }
    return config;
  }

  private void read(List<Path> paths) throws IOException {
    for (Path path : paths) {
      SafetensorsFile file = SafetensorsFile.open(path);
      files.add(file);
      try {
        known.addAll(KnownOf.read(file.metadata().get(LatentCache.EXAMPLES)));
      } catch (IllegalArgumentException e) {
        throw new CheckpointException(path.toString(), e.getMessage() + "; delete it", e);
      }
    }
  }

  @Override
  public Example example(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("index " + index + ": must be at least 0");
    }
    int row = (int) (index % known.size());
    KnownOf about = known.get(row);
    float[] moments = moments(row);
    int size = moments.length / 2;
    float[] z = new float[size];
    CounterRandom.normals(CounterRandom.key(VERSION, NOISE, index), z, 0, size);
    for (int i = 0; i < size; i++) {
      double sigma = Math.exp(moments[size + i] / 2);
      z[i] = (float) (factor * (moments[i] + sigma * z[i]));
    }
    Picture picture = new Picture((int) latent.get(0), (int) latent.get(1), (int) latent.get(2), z);
    return new Example(picture, about.caption(), about.labels(), about.points());
  }

  private float[] moments(int row) {
    int together = LatentCache.TOGETHER;
    ByteBuffer bytes =
        ByteBuffer.allocate((int) (2 * latent.size() * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    try {
      files.get(row / together).read(Integer.toString(row % together), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    float[] moments = new float[(int) (2 * latent.size())];
    bytes.flip().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(moments);
    return moments;
  }

  @Override
  public Map<String, String> labels(long index) {
    return known.get((int) (index % known.size())).labels();
  }

  @Override
  public String name() {
    return pictures.name();
  }

  @Override
  public long size() {
    return known.size();
  }

  @Override
  public boolean endless() {
    return false;
  }

  @Override
  public int channels() {
    return (int) latent.get(0);
  }

  @Override
  public int resolution() {
    return (int) latent.get(1);
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return pictures.vocabulary();
  }

  @Override
  public List<String> pointNames() {
    return pictures.pointNames();
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public String heldOut() {
    return pictures.heldOut();
  }

  @Override
  public String licences() {
    return pictures.licences();
  }

  @Override
  public void close() throws IOException {
    for (SafetensorsFile file : files) {
      file.close();
    }
  }
}
