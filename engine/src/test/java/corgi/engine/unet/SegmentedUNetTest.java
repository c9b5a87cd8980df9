package corgi.engine.unet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenTests;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded U-Net has the same gradients when it is differentiated part by part. */
class SegmentedUNetTest {
  @TestFactory
  Stream<DynamicTest> inFloat32() {
    return all(Precision.FP32, 1e-5);
  }

  @TestFactory
  Stream<DynamicTest> inBfloat16() {
    return all(Precision.BF16, 0.05); // sums of several gradients are rounded in another order
  }

  private static Stream<DynamicTest> all(Precision precision, double tolerance) {
    return Stream.of("UNet2DModel", "UNet2DConditionModel")
        .flatMap(
            kind ->
                GoldenTests.of(
                    kind,
                    (golden, check) -> compare(golden, check, TensorOps.of(precision), tolerance),
                    golden -> golden.json().has("grad_norms")));
  }

  private static void compare(GoldenCase golden, GoldenCheck check, TensorOps ops, double tolerance)
      throws IOException {
    try (RecordedUNet one = new RecordedUNet(golden, check, ops);
        RecordedUNet other = new RecordedUNet(golden, check, ops)) {
      List<NDArray> whole = gradients(one, loss -> Tensors.backward(loss.get()));
      List<NDArray> parts = gradients(other, loss -> Segments.backward(loss, 1));
      List<String> names = one.unet().parameters().names();
      double largest = whole.stream().mapToDouble(SegmentedUNetTest::norm).max().orElseThrow();
      for (int i = 0; i < whole.size(); i++) {
        double gap = norm(parts.get(i).sub(whole.get(i)));
        assertThat(gap)
            .as(i < names.size() ? names.get(i) : "the input")
            .isLessThanOrEqualTo(tolerance * norm(whole.get(i)) + 1e-3 * tolerance * largest);
      }
      check.same("parameters", parts.size(), names.size() + 1);
    }
  }

  private static double norm(NDArray x) {
    return Math.sqrt(x.square().sum().getFloat());
  }

  @FunctionalInterface
  private interface Backward {
    void of(Supplier<NDArray> loss);
  }

  /** The gradients of all parameters, and that of the input. */
  private static List<NDArray> gradients(RecordedUNet recorded, Backward backward) {
    Parameters parameters = recorded.unet().parameters();
    parameters.train(Parameters.Mode.TRAINING);
    NDArray sample = Tensors.leaf(recorded.sample());
    Tensors.recording(
        () -> {
          Tensors.scope(() -> backward.of(() -> recorded.loss(sample)));
          return null;
        });
    List<NDArray> gradients = new ArrayList<>();
    parameters.arrays().forEach(array -> gradients.add(Tensors.gradientOf(array)));
    gradients.add(Tensors.gradientOf(sample));
    return gradients;
  }
}
