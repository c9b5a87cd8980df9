package corgi.eval;

import corgi.engine.data.Dataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a classifier is: all that its folder holds but the weights.
 *
 * @param image the pictures it reads
 * @param widths the channels of its stages; every stage but the first halves the picture
 * @param vocabulary the values of every label head, in class order
 * @param origin how it came about
 */
public record AttributeConfig(
    Image image, List<Integer> widths, Map<String, List<String>> vocabulary, Origin origin) {
  /** The height and width of a picture in the last stage, or one less. */
  static final int LAST = 4;

  private static final int LEAST_WIDTH = 32;
  private static final int MOST_WIDTH = 128;
  private static final int MOST_VALUES = 10_000;

  /**
   * The pictures it reads.
   *
   * @param channels 1 or 3
   * @param resolution height and width in pixels: a multiple of 4 up to 1024
   */
  public record Image(int channels, int resolution) {
    public Image {
      require(channels == 1 || channels == 3, "channels", channels, "1 or 3");
      require(
          resolution >= LAST && resolution <= 1024 && resolution % LAST == 0,
          "resolution",
          resolution,
          "a multiple of 4 from 4 to 1024");
    }

    private int stages() {
      int stages = 1;
      for (int side = resolution; side > LAST; side = (side + 1) / 2) { // 28 → 14 → 7 → 4
        stages++;
      }
      return stages;
    }
  }

  /**
   * How it came about.
   *
   * @param data the name of the data set
   * @param hash of everything its examples depend on
   * @param seed of everything random
   * @param steps it was trained for
   * @param batch pictures in a step
   */
  public record Origin(String data, String hash, long seed, long steps, int batch) {
    public Origin {
      require(data != null && !data.isBlank(), "data", data, "a name");
      require(hash != null && !hash.isBlank(), "hash", hash, "a text");
      require(steps >= 0, "steps", steps, "at least 0");
      require(batch >= 1, "batch", batch, "at least 1");
    }
  }

  public AttributeConfig {
    widths = List.copyOf(widths);
    require(
        widths.size() == image.stages(),
        "widths",
        widths,
        "%d for pictures of %d pixels".formatted(image.stages(), image.resolution()));
    for (int width : widths) {
      require(
          width >= 8 && width <= 4096 && width % 8 == 0,
          "width",
          width,
          "a multiple of 8 from 8 to 4096");
    }
    Map<String, List<String>> copy = new LinkedHashMap<>();
    vocabulary.forEach(
        (head, values) -> {
          require(
              !values.isEmpty() && values.size() <= MOST_VALUES && head.matches("[a-z]+"),
              "label head " + head,
              values.size() + " values",
              "a lower-case word with 1 to " + MOST_VALUES + " values");
          copy.put(head, List.copyOf(values));
        });
    require(!copy.isEmpty(), "vocabulary", vocabulary, "at least one label head");
    vocabulary = Collections.unmodifiableMap(copy);
  }

  /** The usual classifier of a data set: 32, 64, 128, 128, … channels. */
  public static AttributeConfig usual(Dataset dataset, AttributeTrainer.Options options) {
    Image image = new Image(dataset.channels(), dataset.resolution());
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < image.stages(); i++) {
      widths.add(Math.min(MOST_WIDTH, LEAST_WIDTH << Math.min(i, 8)));
    }
    Origin origin =
        new Origin(
            dataset.name(), dataset.hash(), options.seed(), options.steps(), options.batch());
    return new AttributeConfig(image, widths, dataset.vocabulary(), origin);
  }

  /** The name of the features, without the weights' hash: {@code portraits-cnn-32}. */
  String name() {
    return "%s-cnn-%d".formatted(origin.data(), image.resolution());
  }

  private static void require(boolean right, String key, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException("%s = %s: must be %s".formatted(key, value, expected));
    }
  }
}
