package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClippingTest {
  private static final Offset<Float> TINY = within(1e-6f);

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Two images of four pixels. */
  private NDArray images() {
    return manager.create(new float[] {-4, 1, 2, 3, .1f, -.2f, .3f, .4f}, new Shape(2, 1, 2, 2));
  }

  @Test
  void rangeCutsBothSides() {
    assertThat(new RangeClipping(1.5).clip(images()).toFloatArray())
        .containsExactly(-1.5f, 1, 1.5f, 1.5f, .1f, -.2f, .3f, .4f);
  }

  @Test
  void thresholdIsAQuantileOfEachImageAndAtLeastOne() {
    // |x| = 1, 2, 3, 4: the median is 2.5; the second image stays below 1
    float[] clipped = new DynamicThresholding(0.5, 100).clip(images()).toFloatArray();
    assertThat(clipped).containsExactly(new float[] {-1, .4f, .8f, 1, .1f, -.2f, .3f, .4f}, TINY);
  }

  @Test
  void thresholdIsAtMostTheLargestAllowed() {
    float[] clipped = new DynamicThresholding(1, 2).clip(images()).toFloatArray();
    assertThat(clipped).containsExactly(new float[] {-1, .5f, 1, 1, .1f, -.2f, .3f, .4f}, TINY);
  }

  @Test
  void rawImageStays() {
    Denoiser denoiser = (x, stage) -> new Denoised(x, x, x.add(1), x.add(2));
    NDArray x = images();
    Denoised answer = new RangeClipping(1).over(denoiser).denoise(x, null);
    assertThat(answer.clean().max().getFloat()).isEqualTo(1);
    assertThat(answer.raw()).isSameAs(x);
    assertThat(answer.unconditional().getFloat(0, 0, 0, 0)).isEqualTo(-3);
    assertThat(answer.logVariance().getFloat(0, 0, 0, 0)).isEqualTo(-2);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new RangeClipping(0)).hasMessageContaining("clipping range = 0.0");
    assertThatThrownBy(() -> new DynamicThresholding(1.2, 1)).hasMessageContaining("1.2");
  }
}
