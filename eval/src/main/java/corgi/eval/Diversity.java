package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;

/**
 * How different the pictures are: the mean Euclidean distance of their features over all pairs.
 * Falls when guidance makes them alike (Ho and Salimans 2022, 2207.12598, section 4).
 */
@AutoService(Measure.class)
public final class Diversity implements Measure {
  @Override
  public String name() {
    return "diversity";
  }

  @Override
  public String summary() {
    return "mean distance of the classifier's features between pictures; good is as real ones have";
  }

  @Override
  public Map<String, Double> of(Sample sample) {
    return Map.of(name(), meanDistance(sample.subjectFeatures()));
  }

  static double meanDistance(List<double[]> features) {
    double sum = 0;
    for (int i = 0; i < features.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.sqrt(Vectors.squaredDistance(features.get(i), features.get(j)));
      }
    }
    return 2 * sum / ((double) features.size() * (features.size() - 1));
  }
}
