package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.data.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagePairsTest {
  private static final Picture A = new Picture(1, 1, 2, new float[] {0, 1});
  private static final Picture B = new Picture(1, 1, 2, new float[] {0.5f, 1});

  @Test
  void signalToNoiseIsTheRangeOverTheErrorInDecibels() {
    var psnr = new PeakSignalToNoise(2);
    assertThat(psnr.of(List.of(A), List.of(B)))
        .isCloseTo(10 * Math.log10(4 / 0.125), within(1e-12));
    assertThat(psnr.of(List.of(A, A), List.of(B, A)))
        .isCloseTo(10 * Math.log10(4 / 0.0625), within(1e-12));
    assertThat(psnr.of(List.of(A), List.of(A))).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void similarityOfFlatPicturesComparesTheirMeans() {
    double c1 = 1e-4;
    double expected = (2 * 0.5 * 0.25 + c1) / (0.25 + 0.0625 + c1);
    for (var ssim :
        List.of(StructuralSimilarity.gaussian(1, 1.5), StructuralSimilarity.uniform(1, 7))) {
      assertThat(ssim.of(List.of(flat(0.5f)), List.of(flat(0.25f))))
          .isCloseTo(expected, within(1e-9));
      assertThat(ssim.of(List.of(flat(0.5f)), List.of(flat(0.5f)))).isEqualTo(1, within(1e-12));
    }
  }

  @Test
  void theWindowMirrorsWithoutRepeatingTheEdge() {
    // around the corner of 1 2 / 3 4 a window of 3 sees 4 3 4 / 2 1 2 / 4 3 4
    double[] means = Blurring.uniform(3).over(new double[] {1, 2, 3, 4}, 2, 2);
    assertThat(means[0]).isCloseTo(27 / 9.0, within(1e-14));
    assertThat(Blurring.gaussian(1.5).weights()).hasSize(11);
  }

  @Test
  void refusesPicturesThatDoNotPairUp() {
    var psnr = new PeakSignalToNoise(1);
    assertThatThrownBy(() -> psnr.of(List.of(A), List.of())).hasMessageContaining("1 pictures");
    assertThatThrownBy(() -> psnr.of(List.of(A), List.of(flat(1))))
        .hasMessageContaining("picture 0 is 1×1×2, what it is compared with 3×8×9");
    Picture broken = new Picture(1, 1, 2, new float[] {Float.NaN, 1});
    assertThatThrownBy(() -> psnr.of(List.of(A), List.of(broken)))
        .hasMessage("picture 0 holds NaN: must be finite");
    var ssim = StructuralSimilarity.gaussian(1, 1.5);
    assertThatThrownBy(() -> ssim.of(List.of(A), List.of(B)))
        .hasMessage("a picture of 1×2: must be larger than 5 pixels, the reach of the window");
    assertThatThrownBy(() -> new PeakSignalToNoise(0)).hasMessageContaining("range = 0.0");
    assertThatThrownBy(() -> StructuralSimilarity.uniform(1, 4)).hasMessageContaining("of 4");
    assertThatThrownBy(() -> StructuralSimilarity.gaussian(1, 0)).hasMessageContaining("σ = 0.0");
  }

  private static Picture flat(float value) {
    float[] values = new float[3 * 8 * 9];
    java.util.Arrays.fill(values, value);
    return new Picture(3, 8, 9, values);
  }
}
