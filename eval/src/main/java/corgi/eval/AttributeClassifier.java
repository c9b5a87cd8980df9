package corgi.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Picture;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Sees what a picture shows: a value for every label head, and features to compare pictures by. It
 * has no part in drawing, so it may judge what was drawn. Trained by {@link AttributeTrainer}.
 */
public final class AttributeClassifier implements FeatureExtractor {
  private static final int ROWS = 64; // pictures in one forward pass
  private static final int HASH_DIGITS = 8;

  private final AttributeConfig config;
  private final NDManager manager;
  private final AttributeNetwork network;
  private final String hash;

  private AttributeClassifier(
      AttributeConfig config, NDManager manager, AttributeNetwork network, String hash) {
    this.config = config;
    this.manager = manager;
    this.network = network;
    this.hash = hash;
  }

  /**
   * Loads a classifier, which computes in float32 whatever it was trained in.
   *
   * @throws IOException if it is missing or damaged; the message says what
   */
  public static AttributeClassifier load(Path folder) throws IOException {
    return load(
        AttributeFolder.config(folder),
        AttributeFolder.weights(folder),
        AttributeFolder.weightsFile(folder).toString());
  }

  /**
   * Loads the classifier of a name that comes with Corgi, or else of a folder.
   *
   * @throws IOException if there is neither, or it is damaged; the message says what
   */
  public static AttributeClassifier find(String nameOrPath) throws IOException {
    if (!EmbeddedJudge.isOne(nameOrPath)) {
      return load(Path.of(nameOrPath));
    }
    EmbeddedJudge judge = new EmbeddedJudge(nameOrPath);
    return load(judge.config(), judge.weights(), judge.source());
  }

  private static AttributeClassifier load(AttributeConfig config, byte[] weights, String source)
      throws IOException {
    NDManager manager = Tensors.manager();
    try {
      AttributeNetwork network = new AttributeNetwork(config, Precision.FP32, manager);
      AttributeFolder.load(weights, source, network.parameters());
      return new AttributeClassifier(config, manager, network, sha256(weights));
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** What it is. */
  public AttributeConfig config() {
    return config;
  }

  /** The name of its features with the beginning of its weights' hash: a score names it. */
  @Override
  public String name() {
    return config.name() + "@" + hash.substring(0, HASH_DIGITS);
  }

  /**
   * Reads pictures, any number. Larger ones are made smaller by averaging first.
   *
   * @throws IllegalArgumentException if a picture is not of the size this was trained on, nor a
   *     whole multiple of it
   */
  public List<Reading> read(List<Picture> pictures) {
    return each(pictures, this::read);
  }

  @Override
  public List<float[]> features(List<Picture> pictures) {
    return read(pictures).stream().map(Reading::features).toList();
  }

  /** Whether pictures of that size can be read. */
  boolean reads(int width, int height) {
    int side = config.image().resolution();
    return width == height && width % side == 0;
  }

  /**
   * Returns for every picture how sure this is of the likeliest value of each label head: its
   * probability.
   *
   * @throws IllegalArgumentException as {@link #read}
   */
  public List<Map<String, Double>> confidences(List<Picture> pictures) {
    return each(pictures, this::confidences);
  }

  private <T> List<T> each(List<Picture> pictures, BiFunction<float[], Integer, List<T>> reader) {
    List<T> readings = new ArrayList<>();
    for (int from = 0; from < pictures.size(); from += ROWS) {
      List<Picture> some = pictures.subList(from, Math.min(from + ROWS, pictures.size()));
      float[] values = values(some);
      Tensors.inference(
          () -> {
            Tensors.scope(() -> readings.addAll(reader.apply(values, some.size())));
            return null;
          });
    }
    return readings;
  }

  private float[] values(List<Picture> pictures) {
    int channels = config.image().channels();
    int side = config.image().resolution();
    int size = channels * side * side;
    float[] values = new float[pictures.size() * size];
    for (int i = 0; i < pictures.size(); i++) {
      Picture p = grey(pictures.get(i), channels);
      if (p.channels() != channels || !Shrink.can(p, side)) {
        throw new IllegalArgumentException(
            "a picture of %d×%d×%d; this evaluator reads %d×%d×%d and whole multiples"
                .formatted(p.channels(), p.height(), p.width(), channels, side, side));
      }
      System.arraycopy(Shrink.to(p, side).values(), 0, values, i * size, size);
    }
    return values;
  }

  /** A picture that was stored in three channels, for a classifier of one: ITU-R BT.601. */
  private static Picture grey(Picture p, int channels) {
    if (channels != 1 || p.channels() != 3) {
      return p;
    }
    int area = p.height() * p.width();
    float[] luma = new float[area];
    for (int i = 0; i < area; i++) {
      float[] rgb = p.values();
      luma[i] = (float) (0.299 * rgb[i] + 0.587 * rgb[area + i] + 0.114 * rgb[2 * area + i]);
    }
    return new Picture(1, p.height(), p.width(), luma);
  }

  private NDArray pooled(float[] values, int n) {
    int side = config.image().resolution();
    return network.features(
        manager.create(values, new Shape(n, config.image().channels(), side, side)));
  }

  private List<Map<String, Double>> confidences(float[] values, int n) {
    List<Map<String, Double>> confidences = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      confidences.add(new LinkedHashMap<>());
    }
    network
        .logits(pooled(values, n))
        .forEach(
            (head, logits) -> {
              float[] most = logits.softmax(1).max(new int[] {1}).toFloatArray();
              for (int i = 0; i < n; i++) {
                confidences.get(i).put(head, (double) most[i]);
              }
            });
    return confidences;
  }

  private List<Reading> read(float[] values, int n) {
    NDArray pooled = pooled(values, n); // (N, F)
    float[] features = pooled.toFloatArray();
    Map<String, long[]> classes = new LinkedHashMap<>();
    Map<String, NDArray> logits = network.logits(pooled);
    logits.forEach((head, l) -> classes.put(head, l.argMax(1).toLongArray()));
    NDArray first = logits.values().iterator().next();
    float[] chances = first.softmax(1).toFloatArray();
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Map<String, String> labels = new LinkedHashMap<>();
      for (var head : config.vocabulary().entrySet()) {
        labels.put(head.getKey(), head.getValue().get((int) classes.get(head.getKey())[i]));
      }
      readings.add(new Reading(labels, row(features, i, n), Vectors.doubles(row(chances, i, n))));
    }
    return readings;
  }

  private static float[] row(float[] all, int i, int n) {
    int width = all.length / n;
    return Arrays.copyOfRange(all, i * width, (i + 1) * width);
  }

  @Override
  public void close() {
    network.close();
    manager.close();
  }
}
