package corgi.eval;

import com.google.auto.service.AutoService;
import corgi.engine.data.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a picture is from the nearest of the training pictures at hand: the root mean square
 * difference of the values, as a share of their range. Pictures learned by heart are far nearer
 * than fresh real ones (Carlini et al. 2023, 2301.13188, whose distance this is but for the range).
 */
@AutoService(Measure.class)
public final class Nearest implements Measure {
  private static final double RANGE = 2; // of values in [−1, 1]

  /**
   * A training picture and how far it is.
   *
   * @param distance in [0, 1]
   * @param index of the example
   */
  public record Match(double distance, long index) {}

  @Override
  public String name() {
    return "nearest";
  }

  @Override
  public String summary() {
    return "distance to the nearest training picture, 0 to 1, mean and least; 0 is a copy";
  }

  @Override
  public Map<String, Double> of(Sample sample) {
    List<Double> distances =
        sample.subjects().stream()
            .map(subject -> find(subject.picture(), sample.training()).distance())
            .toList();
    Map<String, Double> answers = new LinkedHashMap<>();
    answers.put(name(), distances.stream().mapToDouble(d -> d).average().getAsDouble());
    answers.put(name() + ".least", distances.stream().mapToDouble(d -> d).min().getAsDouble());
    return answers;
  }

  /**
   * Returns the nearest training picture.
   *
   * @throws IllegalArgumentException if the pictures differ in size
   */
  public static Match find(Picture picture, Reference training) {
    double least = Double.POSITIVE_INFINITY;
    long index = -1;
    for (int i = 0; i < training.pictures().size(); i++) {
      float[] values = training.pictures().get(i).values();
      if (values.length != picture.values().length) {
        throw new IllegalArgumentException(
            "a picture of %d values, a training picture of %d: must be as many"
                .formatted(picture.values().length, values.length));
      }
      double squares = squares(picture.values(), values, least);
      if (squares < least) {
        least = squares;
        index = training.indices().get(i);
      }
    }
    return new Match(Math.sqrt(least / picture.values().length) / RANGE, index);
  }

  /** Returns Σ(a − b)², or some number beyond {@code enough} when that is passed. */
  private static double squares(float[] a, float[] b, double enough) {
    double sum = 0;
    for (int i = 0; i < a.length && sum < enough; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
