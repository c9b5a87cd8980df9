package corgi.engine.classifier;

import corgi.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What pictures a classifier expects, as {@code serving.properties} says with the keys of DJL's
 * image translators:
 *
 * <ul>
 *   <li>{@code width}, {@code height}: pixels; without them 224
 *   <li>{@code normalize}: three means and three deviations of values in [0, 1], or {@code true}
 *       for those of ImageNet, which are also the preset, or {@code false} for none
 *   <li>{@code range}: {@code 0,1} or {@code -1,1}, before normalisation
 *   <li>{@code flag}: {@code COLOR} or {@code GRAYSCALE}
 *   <li>{@code applySoftmax}: {@code true}, the preset, where outputs are logits; {@code false}
 *       where they are probabilities
 * </ul>
 *
 * @param width in pixels
 * @param height in pixels
 * @param mean of each channel, in units of {@code range}
 * @param deviation of each channel, in units of {@code range}
 * @param symmetric whether values are in [−1, 1] rather than [0, 1]
 * @param logits whether the outputs are logits rather than probabilities
 */
record InputFormat(
    int width,
    int height,
    List<Double> mean,
    List<Double> deviation,
    boolean symmetric,
    boolean logits) {
  /** The file's name: DJL's. */
  static final String FILE = "serving.properties";

  private static final String IMAGENET = "0.485,0.456,0.406,0.229,0.224,0.225";
  private static final int MOST_PIXELS = 4096;

  InputFormat {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /** The channels of a picture, 1 or 3. */
  int channels() {
    return mean.size();
  }

  /**
   * Reads the file in a folder; without one all is as preset.
   *
   * @throws IOException if a value is not allowed
   */
  static InputFormat read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    Properties said = new Properties();
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        said.load(reader);
      } catch (IllegalArgumentException e) {
        throw new CheckpointException(file.toString(), e.getMessage(), e);
      }
    }
    try {
      return of(said);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file.toString(), e.getMessage(), e);
    }
  }

  private static InputFormat of(Properties said) {
    boolean grey = choice(said, "flag", "COLOR", "GRAYSCALE").equals("GRAYSCALE");
    String normalize = said.getProperty("normalize", "true").strip();
    List<Double> numbers =
        numbers(
            switch (normalize) {
              case "true" -> IMAGENET;
              case "false" -> "0,0,0,1,1,1";
              default -> normalize;
            });
    int channels = grey ? 1 : 3;
    return new InputFormat(
        pixels(said, "width"),
        pixels(said, "height"),
        numbers.subList(0, channels),
        numbers.subList(3, 3 + channels),
        choice(said, "range", "0,1", "-1,1").equals("-1,1"),
        choice(said, "applySoftmax", "true", "false").equals("true"));
  }

  private static List<Double> numbers(String text) {
    List<Double> numbers = new ArrayList<>();
    for (String number : text.split("\\s*,\\s*")) {
      try {
        numbers.add(Double.valueOf(number));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "normalize = %s: must be true, false, or 3 means and 3 deviations".formatted(text), e);
      }
    }
    boolean right =
        numbers.size() == 6
            && numbers.stream().allMatch(Double::isFinite)
            && numbers.subList(3, 6).stream().allMatch(deviation -> deviation > 0);
    if (!right) {
      throw new IllegalArgumentException(
          "normalize = %s: must be true, false, or 3 means and 3 deviations above 0"
              .formatted(text));
    }
    return numbers;
  }

  private static int pixels(Properties said, String key) {
    String value = said.getProperty(key, "224").strip();
    int pixels = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
    if (pixels < 1 || pixels > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "%s = %s: must be from 1 to %d".formatted(key, value, MOST_PIXELS));
    }
    return pixels;
  }

  private static String choice(Properties said, String key, String preset, String other) {
    String value = said.getProperty(key, preset).replaceAll("\\s|\\.0", "");
    if (!value.equals(preset) && !value.equals(other)) {
      throw new IllegalArgumentException(
          "%s = %s: must be %s or %s".formatted(key, value, preset, other));
    }
    return value;
  }
}
