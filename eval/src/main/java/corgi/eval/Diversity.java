package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How different the pictures are: the mean Euclidean distance of their features over all pairs.
 * Falls when guidance makes them alike (Ho and Salimans 2022, 2207.12598, section 4).
 */
@AutoService(Metric.class)
public final class Diversity implements Metric {
  @Override
  public String name() {
    return "diversity";
  }

  @Override
  public String summary() {
    return "mean distance of the features of two pictures; good is as real ones have";
  }

  @Override
  public List<Measurement> of(Evidence evidence) {
    if (evidence.features() == null) {
      return List.of();
    }
    PairMean pairs = pairs(evidence.features().kept());
    return List.of(evidence.ofFeatures(name(), pairs.mean(), pairs::weighted));
  }

  static PairMean pairs(double[][] features) {
    return PairMean.of(features, LinearAlgebra::distances, DoubleUnaryOperator.identity());
  }
}
