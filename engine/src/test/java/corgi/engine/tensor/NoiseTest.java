package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final Shape IMAGE = new Shape(3, 5, 7); // an odd number of elements
  private static final int SEEDS = 1000;

  private final NDManager manager = Tensors.manager();
  private final Noise many = new SeededNoise(manager, LongStream.range(0, SEEDS).toArray());

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void momentsAreThoseOfAStandardNormal() {
    float[] z = many.at(0, 0, IMAGE).toFloatArray();
    double n = z.length; // 105,000: standard errors .0031, .0044, .015
    assertThat(mean(z, 1)).isCloseTo(0, within(4 / Math.sqrt(n)));
    assertThat(mean(z, 2)).isCloseTo(1, within(4 * Math.sqrt(2 / n)));
    assertThat(mean(z, 4)).isCloseTo(3, within(4 * Math.sqrt(96 / n)));
  }

  private static double mean(float[] z, int power) {
    double sum = 0;
    for (float value : z) {
      sum += Math.pow(value, power);
    }
    return sum / z.length;
  }

  @Test
  void stepsDrawsSeedsAndElementsAreIndependent() {
    float[] z = many.at(4, 0, IMAGE).toFloatArray();
    assertUncorrelated(z, many.at(5, 0, IMAGE).toFloatArray(), 0);
    assertUncorrelated(z, many.at(Noise.INITIAL, 0, IMAGE).toFloatArray(), 0);
    assertUncorrelated(z, many.at(4, 1, IMAGE).toFloatArray(), 0);
    assertUncorrelated(z, z, 1);
    assertUncorrelated(z, z, 2);
    assertUncorrelated(z, z, (int) IMAGE.size()); // the same element of the next seed
  }

  private static void assertUncorrelated(float[] a, float[] b, int shift) {
    double sum = 0;
    int n = a.length - shift;
    for (int i = 0; i < n; i++) {
      sum += (double) a[i] * b[i + shift];
    }
    assertThat(sum / n).as("correlation at %d", shift).isCloseTo(0, within(4 / Math.sqrt(n)));
  }

  @Test
  void anImagesNoiseDoesNotDependOnItsBatch() {
    float[] batch = new SeededNoise(manager, 5, 9, 2).at(3, 1, IMAGE).get("1:2").toFloatArray();
    assertThat(new SeededNoise(manager, 9).at(3, 1, IMAGE).toFloatArray()).containsExactly(batch);
    assertThat(new SeededNoise(manager, 8).at(3, 1, IMAGE).toFloatArray()).isNotEqualTo(batch);
  }

  @Test
  void seededNoiseIsFreedByItsScope() {
    Tensors.scope(() -> many.at(0, 0, IMAGE));
    assertThat(manager.getManagedArrays()).isEmpty();
  }

  @Test
  void aViewOfSeededNoiseOutlivesIt() {
    NDArray view = Tensors.scoped(() -> many.at(0, 0, IMAGE).get("0:1"));
    System.gc(); // would free Java's memory behind a borrowed array
    assertThat(view.toFloatArray())
        .containsExactly(new SeededNoise(manager, 0).at(0, 0, IMAGE).toFloatArray());
  }

  @Test
  void recordedNoiseComesInTheOrderItWasDrawn() {
    NDArray first = manager.zeros(new Shape(2, 3, 4, 4));
    NDArray second = manager.ones(new Shape(2, 3, 4, 4));
    RecordedNoise noise = new RecordedNoise(List.of(first, second));
    assertThat(noise.at(7, 0, new Shape(3, 4, 4))).isSameAs(first);
    assertThat(noise.used()).isEqualTo(1);
    assertThat(noise.at(0, 5, new Shape(3, 4, 4))).isSameAs(second);
    assertThatThrownBy(() -> noise.at(8, 0, new Shape(3, 4, 4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("step 8 asks for noise, but all 2 recorded draws are used");
  }

  @Test
  void recordedNoiseOfAnotherShapeIsRefused() {
    RecordedNoise noise = new RecordedNoise(List.of(manager.zeros(new Shape(2, 3, 4, 4))));
    assertThatThrownBy(() -> noise.at(0, 0, new Shape(3, 8, 8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recorded draw 0 has shape (3, 4, 4), the image has (3, 8, 8)");
  }
}
