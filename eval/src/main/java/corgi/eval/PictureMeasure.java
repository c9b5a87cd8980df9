package corgi.eval;

import corgi.engine.data.Picture;
import java.util.Map;

/** A measure of single pictures; a sample has their mean. */
interface PictureMeasure extends Measure {
  /** Returns the number of one picture. */
  double of(Picture picture);

  @Override
  default Map<String, Double> of(Sample sample) {
    double mean =
        sample.subjects().stream()
            .mapToDouble(subject -> of(subject.picture()))
            .average()
            .getAsDouble();
    return Map.of(name(), mean);
  }
}
