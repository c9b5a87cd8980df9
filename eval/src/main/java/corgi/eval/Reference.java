package corgi.eval;

import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.tensor.CounterRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Real pictures to compare with: examples of a data set.
 *
 * @param pictures the pixels
 * @param indices of the examples
 * @param features of each, as the classifier sees it
 */
public record Reference(List<Picture> pictures, List<Long> indices, List<double[]> features) {
  private static final int REFERENCE = 2; // beside the questions, whose examples these must not be

  public Reference {
    pictures = List.copyOf(pictures);
    indices = List.copyOf(indices);
    features = List.copyOf(features);
    if (pictures.isEmpty()
        || pictures.size() != indices.size()
        || pictures.size() != features.size()) {
      throw new IllegalArgumentException(
          "%d pictures, %d indices, %d features: must be as many, at least one"
              .formatted(pictures.size(), indices.size(), features.size()));
    }
  }

  /** Draws {@code count} examples, a function of the seed alone. */
  public static Reference draw(
      Dataset dataset, AttributeClassifier classifier, long seed, int count) {
    if (count < 2) {
      throw new IllegalArgumentException("%d references: must be at least 2".formatted(count));
    }
    List<Picture> pictures = new ArrayList<>();
    List<Long> indices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Example example = dataset.example(index(seed, i));
      pictures.add(example.picture());
      indices.add(index(seed, i));
    }
    List<double[]> features = classifier.read(pictures).stream().map(Reading::features).toList();
    return new Reference(pictures, indices, features);
  }

  private static long index(long seed, int i) {
    return CounterRandom.key(seed, REFERENCE, i) >>> 1;
  }
}
