package corgi.eval;

import corgi.engine.data.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pictures and samples whose measures can be worked out by hand. */
final class Pixels {
  private Pixels() {}

  /** A picture of one colour, channels in [0, 1]. */
  static Picture plain(int side, double r, double g, double b) {
    float[] values = new float[3 * side * side];
    double[] rgb = {r, g, b};
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * rgb[i / (side * side)] - 1);
    }
    return new Picture(3, side, side, values);
  }

  /** A grey picture whose value in [−1, 1] at (x, y) is what the function says. */
  static Picture grey(int side, Value value) {
    float[] values = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        values[y * side + x] = (float) value.at(x, y);
      }
    }
    return new Picture(1, side, side, values);
  }

  /** A function of the pixel. */
  interface Value {
    double at(int x, int y);
  }

  /** Features of one number each. */
  static FeatureSet features(double... numbers) {
    double[][] rows =
        Arrays.stream(numbers).mapToObj(f -> new double[] {f}).toArray(double[][]::new);
    return new FeatureSet("toy@12345678", false, rows.length, Moments.of(List.of(rows)), rows);
  }

  /** A picture on which a classifier sees something. */
  static Shown shown(Map<String, String> wanted, Map<String, String> seen) {
    Map<String, Double> numbers = new HashMap<>();
    for (Metric metric : Metric.all().values()) {
      if (metric instanceof PictureMetric single) {
        numbers.put(metric.name(), single.of(plain(8, 1, 0, 0)));
      }
    }
    numbers.put(Nearest.NAME, .25);
    numbers.put(PromptSimilarity.NAME, .5);
    Asked asked = new Asked("a cat", Map.of(), new Cost(2, 30));
    return new Shown("a.png", asked, new Answer(wanted, seen), new double[] {.5, .5}, numbers);
  }

  /** Pictures with the given single features, against real ones with features −1, 0 and 1. */
  static Evidence evidence(double... features) {
    List<Shown> shown = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      shown.add(shown(Map.of("style", "flat"), Map.of("style", "flat")));
    }
    return evidence(shown, features(features));
  }

  /** Pictures against real ones with features −1, 0 and 1, twice each. */
  static Evidence evidence(List<Shown> shown, FeatureSet features) {
    FeatureSet real = features(-1, 0, 1, -1, 0, 1);
    Reference reference = new Reference("6 real ones", real, new Thumbnails(), Set.of());
    return new Evidence(shown, features, reference, "judge@1", new Bootstrap(40, 1));
  }
}
