package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SingularValuesTest {
  @Test
  void ofATwoByTwoMatrixAreThoseOfTheClosedForm() {
    double[][] a = {{1, 2}, {3, 4}}; // σ₁ + σ₂ = √(‖A‖² + 2·|det A|)
    assertThat(SingularValues.sum(a)).isCloseTo(Math.sqrt(30 + 2 * 2), within(1e-13));
  }

  @Test
  void ofAMatrixOfRankOneIsTheProductOfTheLengths() {
    double[] u = Features.normal(1, 50, 1).get(0);
    double[] v = Features.normal(1, 50, 2).get(0);
    double[][] a = new double[50][50];
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 50; j++) {
        a[i][j] = u[i] * v[j];
      }
    }
    double expected = Math.sqrt(Vectors.dot(u, u) * Vectors.dot(v, v));
    assertThat(SingularValues.sum(a)).isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void ofZeroAreZero() {
    assertThat(SingularValues.sum(new double[3][3])).isZero();
  }

  @Test
  void ofAMatrixOfOrthogonalRowsAreTheirLengths() {
    assertThat(SingularValues.sum(new double[][] {{0, -3}, {1e-9, 0}}))
        .isCloseTo(3 + 1e-9, within(1e-15));
  }
}
