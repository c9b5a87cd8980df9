package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.data.Picture;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureGatheringTest {
  private static final int MANY = 20_000;

  private final FeatureGathering gathering = new FeatureGathering(new Nothing());

  /** Has a name. */
  private static final class Nothing implements FeatureExtractor {
    @Override
    public String name() {
      return "nothing@0";
    }

    @Override
    public List<float[]> features(List<Picture> pictures) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private void add(int from, int to) {
    List<float[]> batch =
        IntStream.range(from, to).mapToObj(i -> new float[] {i, (float) i * i / MANY}).toList();
    gathering.add(batch, Collections.nCopies(to - from, "x.png"));
  }

  @Test
  void momentsAreOfAllAndWhatIsKeptIsAFairShareOfAll() {
    for (int from = 0; from < MANY; from += 1000) {
      add(from, from + 1000);
    }
    FeatureSet features = gathering.finish();
    assertThat(features.count()).isEqualTo(MANY);
    assertThat(features.moments().mean()[0]).isCloseTo((MANY - 1) / 2.0, within(1e-6));
    double variance = ((double) MANY * MANY - 1) / 12 * MANY / (MANY - 1);
    assertThat(features.moments().covariance()[0][0]).isCloseTo(variance, within(1e-6 * variance));
    assertThat(features.kept()).hasNumberOfRows(FeatureSet.MOST);
    double[] numbers = Arrays.stream(features.kept()).mapToDouble(row -> row[0]).toArray();
    assertThat(Arrays.stream(numbers).distinct().count()).isEqualTo(FeatureSet.MOST);
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double error = Math.sqrt(variance / FeatureSet.MOST);
    assertThat(mean).isCloseTo((MANY - 1) / 2.0, within(4 * error));
  }

  @Test
  void aFeatureThatIsNotFiniteNamesThePicture() {
    List<float[]> batch = List.of(new float[] {1}, new float[] {Float.NaN});
    assertThatThrownBy(() -> gathering.add(batch, List.of("a.png", "b.png")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("b.png: its features in nothing@0 hold NaN: must be finite");
  }

  @Test
  void asFewPicturesAsNumbersHaveASingularCovariance() {
    add(0, 2);
    assertThat(gathering.finish().singular()).isTrue();
    add(2, 3);
    assertThat(gathering.finish().singular()).isFalse();
  }
}
