package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a loss that depends on t alone: L_t = t + 1 of 4 times, whose mean is 2.5. */
class ImportanceSamplingTest {
  private static final int STEPS = 4;
  private static final int SIZE = 8;

  private final NDManager manager = Tensors.manager();
  private final int[] seen = new int[STEPS];
  private final TrainingLoss plain =
      (network, noised, conditioning, within) -> {
        int[] times = noised.times(STEPS);
        Arrays.stream(times).forEach(t -> seen[t]++);
        return Rows.list(times.length, b -> times[b] + 1, within);
      };
  private final ImportanceSampling sampling = new ImportanceSampling(plain, STEPS);

  @AfterEach
  void close() {
    manager.close();
  }

  private float[] losses(long step) {
    double[] places = new double[SIZE];
    for (int b = 0; b < SIZE; b++) {
      double even = CounterRandom.uniform(CounterRandom.key(9, step), 0) + (double) b / SIZE;
      places[b] = even - Math.floor(even);
    }
    Noised noised = new Noised(new Shape(SIZE, 1, 1, 1), new float[SIZE], new float[SIZE], places);
    return sampling.of(null, noised, Conditioning.NONE, manager).toFloatArray();
  }

  @Test
  void everyTimeComesAlikeAtFirstWithItsOwnLoss() {
    for (float loss : losses(0)) {
      assertThat(loss).isIn(1f, 2f, 3f, 4f);
    }
    assertThat(seen).containsExactly(2, 2, 2, 2);
  }

  @Test
  void timesComeByTheirLossAndTheMeanStays() {
    for (int step = 0; step < 6; step++) {
      losses(step);
    }
    Arrays.fill(seen, 0);
    double sum = 0;
    int steps = 500;
    for (int step = 6; step < 6 + steps; step++) {
      for (float loss : losses(step)) {
        sum += loss;
      }
    }
    for (int t = 0; t < STEPS; t++) {
      double share = seen[t] / (double) (steps * SIZE);
      assertThat(share).isCloseTo(0.999 * (t + 1) / 10 + 0.001 / STEPS, within(0.01));
    }
    assertThat(sum / (steps * SIZE)).isCloseTo(2.5, within(0.005));
  }

  /** Without the weights 1/(T·p) the mean would be 3 = (1 + 4 + 9 + 16)/10. */
  @Test
  void aPlaceBecomesTheTimeWhoseShareItFallsInto() {
    double[] p = {0.1, 0.2, 0.3, 0.4};
    double[] places = {0, 0.0999, 0.1001, 0.2999, 0.3001, 0.59, 0.61, 0.9999999};
    assertThat(ImportanceSampling.times(places, p)).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    assertThat(ImportanceSampling.times(new double[] {1}, p)).containsExactly(3);
  }
}
