package corgi.engine.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatentScalingTest {
  private static float[] mapped(LatentScaling scaling) {
    float[][] result = new float[2][];
    Tensors.scope(
        () -> {
          NDArray z = Tensors.array(new float[] {1, 2, 3, 4}, new Shape(1, 2, 1, 2));
          NDArray scaled = scaling.toModel(z);
          result[0] = scaled.toFloatArray();
          result[1] = scaling.toAutoencoder(scaled).toFloatArray();
        });
    assertThat(result[1]).containsExactly(new float[] {1, 2, 3, 4}, within(1e-5f));
    return result[0];
  }

  @Test
  void latentsAreScaledShiftedOrStandardised() {
    assertThat(mapped(new LatentScaling(0.5, null, null, null))).containsExactly(0.5f, 1, 1.5f, 2);
    assertThat(mapped(new LatentScaling(0.5, 1.0, null, null))).containsExactly(0, 0.5f, 1, 1.5f);
    assertThat(new LatentScaling(0.5, 1.0, List.of(0.0), List.of(1.0)).factorAlone())
        .isEqualTo(new LatentScaling(0.5, null, null, null));
    List<Double> mean = List.of(1.0, 3.0);
    List<Double> deviation = List.of(2.0, 4.0);
    assertThat(mapped(new LatentScaling(8, null, mean, deviation))).containsExactly(0, 4, 0, 2);
  }

  @Test
  void whatHasNoInverseIsRefused() {
    assertThatThrownBy(() -> new LatentScaling(0, null, null, null))
        .hasMessage("scaling_factor = 0.0: must be finite and not 0");
    assertThatThrownBy(() -> new LatentScaling(1, null, List.of(1.0), null))
        .hasMessage("latents_mean = [1.0], latents_std = null: both or none");
    assertThatThrownBy(() -> new LatentScaling(1, null, List.of(1.0), List.of(1.0, 2.0)))
        .hasMessage("latents_mean has 1 numbers and latents_std 2: must be as many");
  }
}
