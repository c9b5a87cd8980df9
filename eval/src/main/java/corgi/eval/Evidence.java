package corgi.eval;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All that metrics are told of a set of pictures.
 *
 * @param shown the pictures, at least two
 * @param features of the pictures, or null if nothing gives them
 * @param reference real pictures, or null
 * @param judge the name of the classifier that saw what is on them, or ""
 * @param bootstrap how intervals are made
 */
public record Evidence(
    List<Shown> shown,
    FeatureSet features,
    Reference reference,
    String judge,
    Bootstrap bootstrap) {
  /**
   * @throws IllegalArgumentException if there are fewer than two pictures
   */
  public Evidence {
    shown = List.copyOf(shown);
    if (shown.size() < 2) {
      throw new IllegalArgumentException(
          "%d pictures: at least 2 are needed for a spread".formatted(shown.size()));
    }
  }

  /** Whether features can be compared with those of real pictures. */
  boolean comparable() {
    return features != null && reference != null && reference.features() != null;
  }

  /** Returns the mean of a number of each picture with its interval; NaN is left out. */
  List<Measurement> mean(String name, ToDoubleFunction<Shown> number) {
    double[] values = shown.stream().mapToDouble(number).filter(x -> !Double.isNaN(x)).toArray();
    if (values.length == 0) {
      return List.of();
    }
    double mean = Arrays.stream(values).average().getAsDouble();
    var interval = bootstrap.ofMean(values);
    return List.of(new Measurement(name, mean, interval.low(), interval.high(), values.length, ""));
  }

  /** Returns the share of the pictures whose features are kept with its interval. */
  Measurement share(String name, long hits) {
    var share = new WilsonShare(hits, features.kept().length);
    return ofKept(name, share.share(), new Bootstrap.Interval(share.low(), share.high()));
  }

  /** Returns a number of features with its interval. */
  Measurement ofFeatures(String name, double value, ToDoubleFunction<double[]> resampled) {
    return ofKept(name, value, bootstrap.interval(value, features.kept().length, resampled));
  }

  private Measurement ofKept(String name, double value, Bootstrap.Interval interval) {
    String full = "%s[%s]".formatted(name, features.name());
    int kept = features.kept().length;
    return new Measurement(full, value, interval.low(), interval.high(), kept, "");
  }
}
