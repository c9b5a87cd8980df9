package corgi.eval;

import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was found out about real pictures, in files that are named by a hash of everything it
 * depends on. A file that is damaged, or is not what its name says, is as if it were not there.
 *
 * @param folder where they lie
 */
record ReferenceCache(Path folder) {
  private static final String KEY = "key";
  private static final String COUNT = "count";

  /**
   * Returns the usual place: the system property {@code corgi.cache}, or else the environment's
   * {@code CORGI_CACHE}, or {@code XDG_CACHE_HOME/corgi}, or {@code .cache/corgi} at home.
   */
  static ReferenceCache usual() {
    String said = System.getProperty("corgi.cache", System.getenv("CORGI_CACHE"));
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path cache =
        said != null && !said.isBlank()
            ? Path.of(said)
            : xdg != null && !xdg.isBlank()
                ? Path.of(xdg, "corgi")
                : Path.of(System.getProperty("user.home"), ".cache", "corgi");
    return new ReferenceCache(cache.resolve("references"));
  }

  private Path file(String key) {
    return folder.resolve(key + ".safetensors");
  }

  /** Reads what stands under a key, if all of it is right. */
  Optional<Reference> read(String key, String words, FeatureExtractor extractor) {
    if (!Files.isRegularFile(file(key))) {
      return Optional.empty();
    }
    try (SafetensorsFile found = SafetensorsFile.open(file(key))) {
      found.checkSeal();
      if (!key.equals(found.metadata().get(KEY))) {
        return Optional.empty();
      }
      Set<Long> hashes = new HashSet<>();
      Arrays.stream(found.longs("hashes")).forEach(hashes::add);
      FeatureSet features = extractor == null ? null : features(found, extractor);
      return Optional.of(new Reference(words, features, thumbnails(found), hashes));
    } catch (IOException | RuntimeException e) {
      logger().debug("{} is not used", file(key), e);
      return Optional.empty();
    }
  }

  private static FeatureSet features(SafetensorsFile found, FeatureExtractor extractor) {
    double[] mean = doubles(found.longs("mean"));
    double[][] covariance = rows(doubles(found.longs("covariance")), mean.length);
    float[] kept = found.floats("kept");
    double[][] rows = rows(Vectors.doubles(kept), mean.length);
    Moments moments = new Moments(mean, covariance);
    long count = Long.parseLong(found.metadata().get(COUNT));
    return new FeatureSet(extractor.name(), extractor.official(), count, moments, rows);
  }

  private static double[][] rows(double[] flat, int size) {
    double[][] rows = new double[flat.length / size][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * size, (i + 1) * size);
    }
    return rows;
  }

  private static Thumbnails thumbnails(SafetensorsFile found) {
    long[] indices = found.longs("indices");
    int each = (int) found.longs("bytes")[0];
    ByteBuffer levels = ByteBuffer.allocate(Math.multiplyExact(indices.length, (each + 7) / 8 * 8));
    levels.asLongBuffer().put(found.longs("levels"));
    Thumbnails thumbnails = new Thumbnails();
    for (long index : indices) {
      byte[] picture = new byte[each];
      int start = thumbnails.size() * ((each + 7) / 8 * 8);
      levels.get(start, picture);
      thumbnails.add(picture, index);
    }
    return thumbnails;
  }

  private static double[] doubles(long[] bits) {
    return Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray();
  }

  private static long[] bits(double[] doubles) {
    return Arrays.stream(doubles).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** Writes a file; a cache that cannot be written does without. */
  void write(String key, Reference reference) {
    SafetensorsWriter writer = new SafetensorsWriter().metadata(KEY, key);
    add(writer, "hashes", reference.hashes().stream().mapToLong(hash -> hash).sorted().toArray());
    FeatureSet features = reference.features();
    if (features != null) {
      writer.metadata(COUNT, Long.toString(features.count()));
      add(writer, "mean", bits(features.moments().mean()));
      add(writer, "covariance", bits(LinearAlgebra.flat(features.moments().covariance())));
      float[] kept = floats(LinearAlgebra.flat(features.kept()));
      writer.add("kept", new Shape(kept.length), kept, StoredType.F32);
    }
    addPictures(writer, reference.pictures());
    try {
      Files.createDirectories(folder);
      writer.writeSealed(file(key));
    } catch (IOException | UncheckedIOException e) {
      logger().warn("{}: cannot be written: {}", file(key), e.getMessage());
    }
  }

  private static void addPictures(SafetensorsWriter writer, Thumbnails thumbnails) {
    int each = thumbnails.levels(0).length;
    int room = (each + 7) / 8 * 8;
    ByteBuffer levels = ByteBuffer.allocate(Math.multiplyExact(thumbnails.size(), room));
    long[] indices = new long[thumbnails.size()];
    for (int i = 0; i < indices.length; i++) {
      levels.put(i * room, thumbnails.levels(i));
      indices[i] = thumbnails.index(i);
    }
    long[] packed = new long[levels.capacity() / Long.BYTES];
    levels.asLongBuffer().get(packed);
    add(writer, "bytes", each);
    add(writer, "indices", indices);
    add(writer, "levels", packed);
  }

  private static float[] floats(double[] doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  private static void add(SafetensorsWriter writer, String name, long... values) {
    writer.add(name, new Shape(values.length), values);
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(ReferenceCache.class); // late: to make one costs half a second
  }
}
