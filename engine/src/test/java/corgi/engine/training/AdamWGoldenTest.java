package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.RecordedUNet;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A few steps of training a U-Net against PyTorch's {@code AdamW}: the loss before each step and
 * after the last. PyTorch decays biases and norms too, which moves these losses by less than the
 * tolerance.
 */
@ExtendWith(GoldenSummary.class)
class AdamWGoldenTest {
  private static final Pattern LOSSES =
      Pattern.compile(
          "adamw_lr([0-9.e-]+)_wd([0-9.e-]+)_losses_before_each_of_\\d+_steps_and_after");
  private static final double UNCLIPPED = 1e30;

  @TestFactory
  Stream<DynamicTest> losses() {
    return Stream.of("UNet2DModel", "UNet2DConditionModel")
        .flatMap(kind -> GoldenTests.of(kind, AdamWGoldenTest::run, AdamWGoldenTest::recorded));
  }

  private static boolean recorded(GoldenCase golden) {
    return golden.json().properties().stream()
        .anyMatch(field -> LOSSES.matcher(field.getKey()).matches());
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws IOException {
    try (RecordedUNet recorded = new RecordedUNet(golden, check, TensorOps.of(Precision.FP32))) {
      for (Map.Entry<String, JsonNode> field : golden.json().properties()) {
        Matcher name = LOSSES.matcher(field.getKey());
        if (name.matches()) {
          double decay = Double.parseDouble(name.group(2));
          var options = new AdamW.Options(0.9, 0.999, 1e-8, decay, UNCLIPPED);
          double[] losses = new double[field.getValue().size()];
          train(recorded, options, Double.parseDouble(name.group(1)), losses);
          double[] expected = new double[losses.length];
          for (int i = 0; i < losses.length; i++) {
            expected[i] = field.getValue().get(i).asDouble();
          }
          check.values("losses", losses, expected);
        }
      }
    }
  }

  private static void train(
      RecordedUNet recorded, AdamW.Options options, double rate, double[] losses) {
    Parameters parameters = recorded.unet().parameters();
    parameters.train(Parameters.Mode.TRAINING);
    try (NDManager manager = Tensors.manager();
        AdamW optimiser = new AdamW(parameters, options, manager)) {
      for (int i = 0; i < losses.length; i++) {
        NDArray loss =
            Tensors.recording(
                () -> {
                  NDArray value = recorded.loss(recorded.sample());
                  Tensors.backward(value);
                  return value;
                });
        losses[i] = loss.getFloat();
        Tensors.inference(() -> optimiser.step(rate));
      }
    }
  }
}
