package corgi.eval;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.auto.service.AutoService;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.Sha256;
import corgi.engine.classifier.PreparedInput;
import corgi.engine.data.Picture;
import corgi.engine.generation.Raster;
import corgi.engine.tensor.Script;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A network in a TorchScript file, which PyTorch's interpreter runs. Two kinds are known:
 *
 * <ul>
 *   <li>{@code forward(x, return_features)}, as the TorchScript translation of the Inception
 *       network of 2015 has: x is uint8 (N, 3, H, W) of any size, from 0 to 255; the network itself
 *       makes it 299×299, as the published scores were computed (Heusel et al. 2017, 1706.08500)
 *   <li>{@code forward(x)}: x is float32 as {@link PreparedInput} makes it
 * </ul>
 *
 * Both return (N, F), perhaps with further dimensions of 1.
 */
public final class ScriptFeatures implements FeatureExtractor {
  /** SHA-256 of inception-2015-12-05.pt, which FID is defined by. */
  static final String OFFICIAL =
      "sha256:f58cb9b6ec323ed63459aa4fb441fe750cfe39fafad6da5cb504a16f19e958f4";

  private static final long LARGEST = 4L << 30;
  private static final int ZIP = 0x504B0304; // as the first bytes
  private static final int HASH_FROM = "sha256:".length();
  private static final int HASH_DIGITS = 8;
  private static final int TRIAL = 299;

  private final Path file;
  private final String hash;
  private final Script network;
  private final PreparedInput input; // null if the network is told to return features

  private ScriptFeatures(Path file) throws IOException {
    this.file = file;
    check(file);
    hash = Sha256.of(file);
    try (InputStream in = Files.newInputStream(file)) {
      network = Script.read(in, Device.cpu());
    } catch (EngineException e) {
      throw new CheckpointException(file.toString(), "is no TorchScript file: " + reason(e), e);
    }
    input = takesFlag() ? null : PreparedInput.beside(file);
  }

  private static void check(Path file) throws IOException {
    long size = Files.size(file);
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(Integer.BYTES);
    }
    if (size > LARGEST || start.length < Integer.BYTES || ByteBuffer.wrap(start).getInt() != ZIP) {
      throw new CheckpointException(
          file.toString(),
          "%d bytes that are no zip archive of at most %d: expected what torch.jit.save writes"
              .formatted(size, LARGEST));
    }
  }

  private static String reason(EngineException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("?");
  }

  /** Tries it out: the interpreter looks at the number and types of arguments before it begins. */
  private boolean takesFlag() {
    byte[] black = new byte[3 * TRIAL * TRIAL];
    try {
      run(black, new Shape(1, 3, TRIAL, TRIAL));
      return true;
    } catch (EngineException e) {
      return false;
    }
  }

  private float[] run(byte[] levels, Shape shape) {
    return computed(
        manager -> {
          ByteBuffer bytes = ByteBuffer.allocateDirect(levels.length).put(levels).flip();
          return network.call(manager.create(bytes, shape, DataType.UINT8), true);
        });
  }

  /** A computation with arrays of a manager. */
  private interface Formula {
    NDArray of(NDManager manager);
  }

  private static float[] computed(Formula formula) {
    try (NDManager manager = Tensors.manager()) {
      float[][] result = new float[1][];
      Tensors.inference(
          () -> {
            Tensors.scope(() -> result[0] = formula.of(manager).toFloatArray());
            return null;
          });
      return result[0];
    }
  }

  @Override
  public String name() {
    String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    String digits = hash.substring(HASH_FROM, HASH_FROM + HASH_DIGITS);
    return stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-") + "@" + digits;
  }

  @Override
  public boolean official() {
    return hash.equals(OFFICIAL);
  }

  @Override
  public List<float[]> features(List<Picture> pictures) {
    Picture first = pictures.get(0);
    Shape shape = new Shape(pictures.size(), 3, first.height(), first.width());
    float[] all;
    try {
      all = input == null ? run(levels(pictures), shape) : run(values(pictures), shape);
    } catch (EngineException e) {
      throw new IllegalArgumentException(
          "%s: does not take pictures %s: %s".formatted(file, shape, reason(e)), e);
    }
    if (all.length == 0 || all.length % pictures.size() != 0) {
      throw new IllegalArgumentException(
          "%s: gives %d numbers for %d pictures: must be as many for each"
              .formatted(file, all.length, pictures.size()));
    }
    int width = all.length / pictures.size();
    List<float[]> features = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      features.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
    }
    return features;
  }

  private float[] run(float[] values, Shape shape) {
    return computed(manager -> network.call(input.of(manager.create(values, shape))));
  }

  /** Returns what eight bits hold of pictures, channel by channel. */
  private static byte[] levels(List<Picture> pictures) {
    int area = pictures.get(0).height() * pictures.get(0).width();
    byte[] levels = new byte[3 * area * pictures.size()];
    for (int n = 0; n < pictures.size(); n++) {
      byte[] rgb = Raster.of(pictures.get(n)).rgb();
      for (int i = 0; i < 3 * area; i++) {
        levels[3 * area * n + i] = rgb[3 * (i % area) + i / area];
      }
    }
    return levels;
  }

  private static float[] values(List<Picture> pictures) {
    int each = pictures.get(0).values().length;
    float[] values = new float[each * pictures.size()];
    for (int n = 0; n < pictures.size(); n++) {
      System.arraycopy(pictures.get(n).values(), 0, values, each * n, each);
    }
    return values;
  }

  @Override
  public void close() {
    // the network lives as long as the JVM
  }

  /** Recognises a {@code .pt} file. */
  @AutoService(FeatureExtractor.Plugin.class)
  public static final class Plugin implements FeatureExtractor.Plugin {
    @Override
    public String summary() {
      return "a TorchScript file FILE.pt";
    }

    @Override
    public boolean recognises(Path path) {
      return Files.isRegularFile(path) && path.toString().endsWith(".pt");
    }

    @Override
    public FeatureExtractor open(Path path) throws IOException {
      return new ScriptFeatures(path);
    }
  }
}
