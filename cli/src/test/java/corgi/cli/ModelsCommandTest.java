package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  private static final String CONFIG =
      """
      {"_class_name": "UNet2DConditionModel", "block_out_channels": [8, 12], "layers_per_block": 1,
       "norm_num_groups": 4, "attention_head_dim": 2, "cross_attention_dim": 6,
       "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
       "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"]}""";

  @TempDir Path parent;
  private Path folder;
  private Path out;

  /** A folder whose weights are float32. */
  @BeforeEach
  void write() throws IOException {
    folder = parent.resolve("in");
    out = parent.resolve("out");
    Path unet = Files.createDirectories(folder.resolve("unet"));
    Files.createDirectories(folder.resolve("scheduler"));
    Files.writeString(unet.resolve("config.json"), CONFIG);
    Files.writeString(unet.resolve("flax_model.msgpack"), "x");
    Files.writeString(
        folder.resolve("model_index.json"), "{\"_class_name\": \"DiffusionPipeline\"}");
    Files.writeString(
        folder.resolve("scheduler/scheduler_config.json"),
        "{\"_class_name\": \"DDIMScheduler\", \"prediction_type\": \"v_prediction\"}");
    try (NDManager manager = Tensors.manager();
        UNet network =
            new UNet(
                UNetConfig.fromJson(new ObjectMapper().readTree(CONFIG)),
                TensorOps.of(Precision.FP32),
                manager)) {
      network.parameters().initialise(1);
      ParameterFile.writer(network.parameters(), StoredType.F32).write(weights(folder));
    }
  }

  private static Path weights(Path folder) {
    return folder.resolve("unet/diffusion_pytorch_model.safetensors");
  }

  @Test
  void aFolderIsInspected() throws IOException {
    Run run = Run.of("models", "inspect", folder.toString());
    assertThat(run.code()).isZero();
    assertThat(run.text())
        .contains("in: diffusers folder, DiffusionPipeline")
        .contains("unet: UNet2DConditionModel, ")
        .contains(": fits")
        .contains("DDIMScheduler: predicts v_prediction, 1000 steps, β linear");
    JsonNode json = Run.of("models", "inspect", "--json", folder.toString()).json();
    assertThat(json.path("parts").path(0).path("types").path("F32").asLong())
        .isEqualTo(json.path("parts").path(0).path("parameters").asLong())
        .isPositive();
  }

  @Test
  void whatDoesNotFitIsListed() throws IOException {
    Files.writeString(
        folder.resolve("unet/config.json"),
        CONFIG.replace("\"cross_attention_dim\": 6", "\"cross_attention_dim\": 7"));
    assertThat(Run.of("models", "inspect", folder.toString()).text())
        .contains("misshapen ('", "(12, 6), expected (12, 7)");
    Run convert = Run.of("models", "convert", folder.toString(), out.toString());
    assertThat(convert.code()).isEqualTo(Failures.ExitCode.BAD_INPUT);
    assertThat(convert.err()).contains("does not fit its UNet2DConditionModel: ").hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderIsConvertedAndInspectedAgain() throws IOException {
    for (String type : new String[] {"fp16", "bf16"}) {
      Path converted = parent.resolve(type);
      Run run =
          Run.of("models", "convert", folder.toString(), converted.toString(), "--dtype", type);
      assertThat(run.err()).isEmpty();
      assertThat(run.text()).contains("left out: unet/flax_model.msgpack");
      assertThat(Files.size(weights(converted))).isLessThan(2 * Files.size(weights(folder)) / 3);
      Run inspect = Run.of("models", "inspect", converted.toString());
      assertThat(inspect.text()).contains(": fits", type.equals("fp16") ? " F16" : " BF16");
      try (SafetensorsFile a = SafetensorsFile.open(weights(folder));
          SafetensorsFile b = SafetensorsFile.open(weights(converted))) {
        float[] before = a.floats("conv_in.weight");
        float[] after = b.floats("conv_in.weight");
        float precision = type.equals("fp16") ? 1 / 2048f : 1 / 256f;
        for (int i = 0; i < before.length; i++) {
          assertThat(Math.abs(after[i] - before[i]))
              .isLessThanOrEqualTo(precision * Math.abs(before[i]));
        }
        assertThat(b.names()).isEqualTo(a.names());
      }
    }
  }

  @Test
  void anEmbeddedModelIsInspected() {
    assertThat(Run.of("models", "inspect", "portraits-32").text())
        .contains("embedded model of Corgi", "UNet2DConditionModel", ": fits");
  }

  @Test
  void badInputIsExplainedInOneLine() throws IOException {
    Path text = Files.writeString(parent.resolve("x.ckpt"), "not a model");
    assertThat(Run.of("models", "inspect", text.toString()).err())
        .contains("x.ckpt: is no file of PyTorch")
        .hasLineCount(1);
    assertThat(Run.of("models", "inspect", parent.resolve("none").toString()).err())
        .contains("no such file or folder");
    assertThat(
            Run.of("models", "convert", folder.toString(), out.toString(), "--dtype", "int8").err())
        .contains("--dtype = int8: must be fp32, fp16 or bf16");
    assertThat(Run.of("models", "convert", weights(folder).toString(), out.toString()).err())
        .contains("tensors of no known single file, such as 'conv_in.weight'");
    assertThat(Run.of("models", "convert", folder.toString(), folder.resolve("x").toString()).err())
        .contains("lies in the folder that is converted");
    assertThat(Run.of("models").err()).contains("no command; known: inspect, convert");
  }
}
