package corgi.eval;

import corgi.engine.data.Picture;
import java.util.List;

/**
 * A metric of single pictures, each of which is asked while its pixels are at hand; a set has their
 * mean.
 */
interface PictureMetric extends Metric {
  /** Returns the number of one picture. */
  double of(Picture picture);

  @Override
  default List<Measurement> of(Evidence evidence) {
    return evidence.mean(name(), shown -> shown.numbers().getOrDefault(name(), Double.NaN));
  }
}
