package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final double[] VALUES =
      Features.normal(400, 1, 3).stream().mapToDouble(vector -> vector[0]).toArray();

  @Test
  void theIntervalOfAMeanIsTwoStandardErrorsWideOnEitherSide() {
    double mean = Arrays.stream(VALUES).average().orElseThrow();
    double variance = Arrays.stream(VALUES).map(x -> (x - mean) * (x - mean)).sum() / 399;
    double error = 1.96 * Math.sqrt(variance / 400);
    var interval = new Bootstrap(2000, 7).ofMean(VALUES);
    assertThat(interval.low()).isCloseTo(mean - error, within(.1 * error));
    assertThat(interval.high()).isCloseTo(mean + error, within(.1 * error));
  }

  @Test
  void isAFunctionOfTheSeedWhateverTheThreads() {
    Bootstrap bootstrap = new Bootstrap(50, 7);
    var interval = bootstrap.ofMean(VALUES);
    assertThat(bootstrap.ofMean(VALUES)).isEqualTo(interval);
    assertThat(new Bootstrap(50, 8).ofMean(VALUES)).isNotEqualTo(interval);
    Evidence evidence = Pixels.evidence(0, 2, 1, 5, 3);
    var distance = new FrechetDistance().of(evidence);
    int before = Tensors.threads();
    try {
      Tensors.threads(before == 1 ? 2 : 1);
      assertThat(new FrechetDistance().of(evidence)).isEqualTo(distance);
    } finally {
      Tensors.threads(before);
    }
  }

  @Test
  void aResampleHasAsManyPicturesAndAllComeUp() {
    double[] times = new double[10];
    for (int b = 0; b < 500; b++) {
      double[] weights = new Bootstrap(20, 1).weights(b, 10);
      assertThat(Arrays.stream(weights).sum()).isEqualTo(10);
      for (int i = 0; i < 10; i++) {
        times[i] += weights[i];
      }
    }
    assertThat(Arrays.stream(times)).allMatch(n -> n > 400 && n < 600);
  }

  @Test
  void liesAroundTheValueWhereResamplingIsBiased() {
    // the greatest of a resample is at most the greatest of all
    double most = Arrays.stream(VALUES).max().orElseThrow();
    var interval =
        new Bootstrap(100, 2)
            .interval(
                most,
                VALUES.length,
                weights -> {
                  double greatest = Double.NEGATIVE_INFINITY;
                  for (int i = 0; i < weights.length; i++) {
                    greatest = weights[i] > 0 ? Math.max(greatest, VALUES[i]) : greatest;
                  }
                  return greatest;
                });
    assertThat(most).isBetween(interval.low(), interval.high());
    assertThat(interval.low()).isLessThan(most);
  }

  @Test
  void refusesTooFewAndMakesNoneIfNoneAreAskedFor() {
    assertThatThrownBy(() -> new Bootstrap(5, 0))
        .hasMessage("bootstrap = 5: must be 0 for no intervals, or from 20 to 100000");
    assertThat(new Bootstrap(0, 0).ofMean(VALUES))
        .satisfies(interval -> assertThat(interval.low()).isEqualTo(interval.high()));
  }
}
