package corgi.eval;

import corgi.engine.data.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What looks at pictures.
 *
 * @param judge says what is on them; or null
 * @param extractor gives features, which may be the judge itself; or null
 */
record Eyes(AttributeClassifier judge, FeatureExtractor extractor) implements AutoCloseable {
  /** The pictures that networks look at together. */
  static final int TOGETHER = 64;

  /** What was seen on a picture without a judge. */
  private static final Reading NOTHING = new Reading(Map.of(), new float[0], new double[0]);

  /**
   * What was seen.
   *
   * @param readings of the judge
   * @param features of the extractor; empty without one
   */
  record Seen(List<Reading> readings, List<float[]> features) {}

  /** Returns the same without what cannot read pictures of that size. */
  Eyes fitting(int width, int height) {
    boolean blind = judge != null && !judge.reads(width, height);
    return blind ? new Eyes(null, extractor == judge ? null : extractor) : this;
  }

  Seen look(List<Picture> pictures) {
    List<Reading> readings = new ArrayList<>();
    if (judge != null) {
      readings.addAll(judge.read(pictures));
    } else {
      pictures.forEach(picture -> readings.add(NOTHING));
    }
    return new Seen(readings, features(pictures, readings));
  }

  /** Returns the features alone. */
  List<float[]> features(List<Picture> pictures) {
    return extractor == null ? List.of() : extractor.features(pictures);
  }

  private List<float[]> features(List<Picture> pictures, List<Reading> readings) {
    return extractor != null && extractor == judge
        ? readings.stream().map(Reading::features).toList()
        : features(pictures);
  }

  @Override
  public void close() {
    if (judge != null) {
      judge.close();
    }
    if (extractor != null && extractor != judge) {
      extractor.close();
    }
  }
}
