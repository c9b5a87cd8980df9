package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeGaussianTest {
  /** Mean (1, 1, 7) and covariance (10/3, 8/3; 8/3, 10/3); the third never varies. */
  private static final List<float[]> CODES =
      List.of(
          new float[] {3, 2, 7},
          new float[] {-1, 0, 7},
          new float[] {2, 3, 7},
          new float[] {0, -1, 7});

  @Test
  void whatIsDrawnHasTheMomentsOfTheCodes() {
    CodeGaussian gaussian = CodeGaussian.of(CODES);
    List<double[]> drawn = new ArrayList<>();
    for (int seed = 0; seed < 20_000; seed++) {
      float[] x = gaussian.draw(seed);
      drawn.add(new double[] {x[0], x[1], x[2]});
    }
    Moments moments = Moments.of(drawn);
    double[][] expected = {{10 / 3.0, 8 / 3.0, 0}, {8 / 3.0, 10 / 3.0, 0}, {0, 0, 0}};
    double[] mean = {1, 1, 7};
    for (int i = 0; i < 3; i++) {
      assertThat(moments.mean()[i]).isCloseTo(mean[i], within(0.05));
      for (int j = 0; j < 3; j++) {
        assertThat(moments.covariance()[i][j]).isCloseTo(expected[i][j], within(0.12));
      }
    }
  }

  @Test
  void aSeedIsAVector() {
    CodeGaussian gaussian = CodeGaussian.of(CODES);
    assertThat(gaussian.draw(5)).isEqualTo(gaussian.draw(5)).isNotEqualTo(gaussian.draw(6));
  }
}
