package corgi.engine.unet.adm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Parameters;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The networks of guided-diffusion have the same gradients when differentiated part by part. */
class SegmentedAdmTest {
  private static final TensorOps OPS = TensorOps.of(Precision.FP32);

  private static AdmConfig config(int classes) {
    return new AdmConfig(
        new AdmConfig.Ends(8, 3, 3),
        List.of(32, 64),
        32,
        1,
        new AdmConfig.Attending(List.of(2), 2, -1, -1, AdmConfig.Order.NEW),
        new AdmConfig.Style(true, true, false),
        classes);
  }

  @Test
  void theUNet() {
    try (NDManager manager = Tensors.manager();
        AdmUNet whole = new AdmUNet(config(5), OPS, manager);
        AdmUNet parts = new AdmUNet(config(5), OPS, manager)) {
      NDArray x = random(manager, 2, 3, 8, 8);
      NDArray t = manager.create(new float[] {3, 700});
      Conditioning told =
          Conditioning.text(null, null).withLabels(manager.create(new float[] {1, 4}));
      draw(whole.parameters());
      draw(parts.parameters());
      gradients(() -> Tensors.backward(whole.forward(x, t, told, List.of()).square().mean()));
      gradients(
          () -> Segments.backward(() -> parts.forward(x, t, told, List.of()).square().mean(), 1));
      assertSame(whole.parameters(), parts.parameters());
    }
  }

  @Test
  void theClassifier() {
    try (NDManager manager = Tensors.manager();
        AdmClassifier whole = new AdmClassifier(config(0), Pool.Kind.ATTENTION, OPS, manager);
        AdmClassifier parts = new AdmClassifier(config(0), Pool.Kind.ATTENTION, OPS, manager)) {
      NDArray x = random(manager, 2, 3, 8, 8);
      NDArray t = manager.create(new float[] {3, 700});
      draw(whole.parameters());
      draw(parts.parameters());
      gradients(() -> Tensors.backward(whole.logits(x, t).square().mean()));
      gradients(() -> Segments.backward(() -> parts.logits(x, t).square().mean(), 1));
      assertSame(whole.parameters(), parts.parameters());
    }
  }

  private static NDArray random(NDManager manager, long... shape) {
    float[] values = new float[Math.toIntExact(new Shape(shape).size())];
    CounterRandom.normals(CounterRandom.key(shape.length), values, 0, values.length);
    return manager.create(values, new Shape(shape));
  }

  /** Draws every parameter, also those that are zero at first and would hide what comes before. */
  private static void draw(Parameters parameters) {
    for (String name : parameters.names()) {
      float[] values = new float[Math.toIntExact(parameters.find(name).shape().size())];
      CounterRandom.normals(CounterRandom.key(name.hashCode()), values, 0, values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] *= 0.1f;
      }
      parameters.set(name, values);
    }
    parameters.train(Parameters.Mode.TRAINING);
  }

  private static void gradients(Runnable backward) {
    Supplier<Void> scoped =
        () -> {
          Tensors.scope(backward);
          return null;
        };
    Tensors.recording(scoped);
  }

  private static void assertSame(Parameters expected, Parameters actual) {
    for (String name : expected.names()) {
      NDArray gradient = Tensors.gradientOf(expected.find(name).array());
      double norm = Math.sqrt(gradient.square().sum().getFloat());
      NDArray gap = Tensors.gradientOf(actual.find(name).array()).sub(gradient);
      assertThat(norm).as(name).isPositive();
      assertThat(Math.sqrt(gap.square().sum().getFloat())).as(name).isLessThan(1e-4 * norm + 1e-9);
    }
  }
}
