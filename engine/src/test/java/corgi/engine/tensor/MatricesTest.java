package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MatricesTest {
  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray matrix(int rows, double... values) {
    return manager.create(values, new Shape(rows, values.length / rows));
  }

  @Test
  void theRootTimesItselfIsTheMatrix() {
    NDArray x = matrix(2, 2.5, 1.5, 1.5, 2.5); // eigenvalues 4 and 1: roots 2 and 1
    assertThat(Matrices.squareRoot(x).toDoubleArray())
        .usingComparatorWithPrecision(1e-14)
        .containsExactly(1.5, .5, .5, 1.5);
    NDArray deficient = matrix(2, 1, 1, 1, 1 - 1e-17);
    assertThat(Matrices.squareRoot(deficient).toDoubleArray())
        .usingComparatorWithPrecision(1e-8)
        .containsExactly(
            .5 * Math.sqrt(2), .5 * Math.sqrt(2), .5 * Math.sqrt(2), .5 * Math.sqrt(2));
  }

  @Test
  void theNuclearNormIsTheSumOfTheSingularValues() {
    assertThat(Matrices.nuclearNorm(matrix(2, 3, 0, 0, -4)).getDouble())
        .isCloseTo(7, within(1e-14));
    // (1 2; 3 4): (σ₁ + σ₂)² = ‖A‖² + 2·|det A| = 30 + 4
    assertThat(Matrices.nuclearNorm(matrix(2, 1, 2, 3, 4)).getDouble())
        .isCloseTo(Math.sqrt(34), within(1e-14));
  }

  @Test
  void productsAndDistancesAreThoseWorkedOutByHand() {
    NDArray x = matrix(2, 1, 2, 3, 4);
    assertThat(Matrices.product(x, x).toDoubleArray()).containsExactly(7, 10, 15, 22);
    assertThat(Matrices.products(x).toDoubleArray()).containsExactly(10, 14, 14, 20);
    assertThat(Matrices.distances(x, matrix(1, 4, 6)).toDoubleArray())
        .containsExactly(5, Math.sqrt(5));
  }
}
