package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.tensor.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
  @Test
  void knowsATwoByTwoMatrix() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1}, {1, 2}});
    double[] sorted = eigen.values().clone();
    Arrays.sort(sorted);
    assertThat(sorted).containsExactly(new double[] {1, 3}, within(1e-14));
  }

  @Test
  void theRootSquaredIsTheMatrixEvenOfDeficientRank() {
    double[][] a = gram(40, 7); // rank 7
    double[][] root = SymmetricEigen.of(a).squareRoot();
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        double squared = 0;
        for (int k = 0; k < a.length; k++) {
          squared += root[i][k] * root[k][j];
        }
        assertThat(squared).isCloseTo(a[i][j], within(1e-10));
      }
    }
  }

  @Test
  void zeroIsItsOwnRoot() {
    assertThat(SymmetricEigen.of(new double[3][3]).squareRoot()).isDeepEqualTo(new double[3][3]);
  }

  @Test
  void refusesWhatIsNotSymmetricOrNotFinite() {
    assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{1, 2}, {3, 1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 0, column 1 is 2.0, its mirror image 3.0");
    assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{Double.NaN}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** XXᵀ of n × rank normal numbers. */
  private static double[][] gram(int n, int rank) {
    float[] x = new float[n * rank];
    CounterRandom.normals(3, x, 0, x.length);
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < rank; k++) {
          a[i][j] += (double) x[i * rank + k] * x[j * rank + k];
        }
      }
    }
    return a;
  }
}
