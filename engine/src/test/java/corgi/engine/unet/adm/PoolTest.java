package corgi.engine.unet.adm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final int HIDDEN = 2048;
  private static final int GROUP = HIDDEN / 32;

  private static AdmConfig config() throws JsonProcessingException {
    return AdmConfig.fromJson(
        new ObjectMapper()
            .readTree(
                """
                {"image_size": 2, "in_channels": 3, "model_channels": 32, "out_channels": 2,
                 "num_res_blocks": 1, "channel_mult": [1], "attention_resolutions": [],
                 "num_heads": 1}"""));
  }

  /** The published code's fourth head, evaluated number by number for one picture. */
  @Test
  void spatialV2NormalisesTheHiddenUnits() throws JsonProcessingException {
    try (NDManager manager = Tensors.manager();
        Parameters parameters = new Parameters(manager)) {
      Pool pool = Pool.Kind.SPATIAL_V2.make(parameters.root().at("out"), config(), List.of(32, 32));
      parameters.initialise(1);
      parameters.set("out.0.bias", constants(HIDDEN, 0));
      parameters.set("out.3.bias", constants(2, 0));
      parameters.set("out.1.weight", constants(HIDDEN, 1.5f));
      parameters.set("out.1.bias", constants(HIDDEN, 0.25f));
      float[] first = array(parameters, "out.0.weight"); // (2048, 96)
      float[] second = array(parameters, "out.3.weight"); // (2, 2048)
      float[] values = new float[3 * 32 * 4];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.sin(i);
      }
      float[] logits = new float[2];
      Tensors.scope(
          () -> {
            var maps = manager.create(values, new Shape(3, 1, 32, 2, 2));
            var outputs = List.of(maps.get(0), maps.get(1), maps.get(2));
            float[] said = pool.logits(TensorOps.of(Precision.FP32), outputs).toFloatArray();
            System.arraycopy(said, 0, logits, 0, 2);
          });
      double[] expected = expected(values, first, second);
      assertThat((double) logits[0]).isCloseTo(expected[0], within(1e-4));
      assertThat((double) logits[1]).isCloseTo(expected[1], within(1e-4));
    }
  }

  private static double[] expected(float[] values, float[] first, float[] second) {
    double[] hidden = new double[HIDDEN];
    for (int h = 0; h < HIDDEN; h++) {
      for (int c = 0; c < 96; c++) {
        int at = 4 * c;
        double mean = (values[at] + values[at + 1] + values[at + 2] + values[at + 3]) / 4;
        hidden[h] += first[h * 96 + c] * mean;
      }
    }
    double[] logits = new double[2];
    for (int g = 0; g < HIDDEN; g += GROUP) {
      double mean = 0;
      double square = 0;
      for (int h = g; h < g + GROUP; h++) {
        mean += hidden[h] / GROUP;
        square += hidden[h] * hidden[h] / GROUP;
      }
      for (int h = g; h < g + GROUP; h++) {
        double y = 1.5 * (hidden[h] - mean) / Math.sqrt(square - mean * mean + 1e-5) + 0.25;
        for (int k = 0; k < 2; k++) {
          logits[k] += second[k * HIDDEN + h] * y / (1 + Math.exp(-y));
        }
      }
    }
    return logits;
  }

  private static float[] constants(int count, float value) {
    float[] constants = new float[count];
    java.util.Arrays.fill(constants, value);
    return constants;
  }

  private static float[] array(Parameters parameters, String name) {
    return parameters.find(name).array().toFloatArray();
  }

  @Test
  void anotherNameIsRefused() {
    assertThat(Pool.Kind.named("spatial_v2")).isEqualTo(Pool.Kind.SPATIAL_V2);
    assertThatThrownBy(() -> Pool.Kind.named("max"))
        .hasMessage("pool 'max': must be adaptive, attention, spatial or spatial_v2");
  }
}
