package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.Guided;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guided Gaussians on Karras' grid: relative errors of the deviation, computed independently. */
class GuidedFlowTest {
  @ParameterizedTest
  @CsvSource({
    "16, .535, .364",
    "32, .264, .0710",
    "64, .131, .0156",
    "128, .0657, .00364",
    "256, .0328, .00087"
  })
  void errorsAreTheRecordedOnes(int steps, double euler, double heun) {
    assertThat(error(Ddim.EULER, steps)).isCloseTo(euler, within(0.005 * euler));
    assertThat(error(new Heun(), steps)).isCloseTo(heun, within(0.02 * heun));
  }

  private static double error(Sampler sampler, int steps) {
    try (NDManager manager = Tensors.manager()) {
      Shape image = new Shape(1, 1, 1);
      List<NoiseLevel> levels =
          Arrays.stream(Guided.kappas(steps)).mapToObj(k -> new NoiseLevel(1, k, k)).toList();
      NDArray x = manager.create(new float[] {(float) Guided.MOST}, new Shape(1, 1, 1, 1));
      double end =
          new Sampling(sampler, Grid.through(levels, Guided.MOST))
              .run(x, Guided.denoiser(image), new RecordedNoise(List.of()), Listener.NONE)
              .getFloat();
      return Math.abs(end / Math.sqrt(Guided.flowVariance()) - 1);
    }
  }
}
