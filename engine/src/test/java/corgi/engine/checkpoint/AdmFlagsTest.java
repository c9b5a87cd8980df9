package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenTests;
import corgi.engine.sampling.adm.AdmDiffusion;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.AdmUNet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmFlagsTest {
  @TempDir private Path folder;

  private static AdmFlags flags(String json) {
    try {
      return AdmFlags.of((ObjectNode) new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private AdmFlags published(String name) throws IOException {
    Path file = folder.resolve(name + ".pt");
    Files.write(file, new byte[1]);
    return AdmFile.open(file).flags();
  }

  /**
   * Dhariwal and Nichol 2021 (2105.05233), tables 4 and 11: the sizes of the models, in millions.
   */
  @ParameterizedTest
  @CsvSource({
    "64x64_diffusion, 296, 1000",
    "128x128_diffusion, 422, 1000",
    "256x256_diffusion, 554, 1000",
    "512x512_diffusion, 559, 1000",
    "lsun_cat, 552, 0"
  })
  void publishedModelsHaveThePublishedSize(String name, int millions, int classes)
      throws IOException {
    AdmConfig config = published(name).model();
    try (NDManager manager = Tensors.manager();
        AdmUNet network = new AdmUNet(config, TensorOps.of(Precision.FP32), manager)) {
      assertThat(network.parameters().count() / 1e6)
          .isCloseTo(millions, within(0.9)); // rounded there
    }
    assertThat(config.classes()).isEqualTo(classes);
  }

  @Test
  void publishedFlagsSayHowToSample() throws IOException {
    AdmFlags flags = published("256x256_diffusion_uncond");
    assertThat(flags.scale()).isEqualTo(10);
    assertThat(flags.classConditional()).isFalse();
    assertThat(flags.respacing()).isEqualTo("250");
    assertThat(flags.diffusion("ddim25").sigma()).isEqualTo(AdmDiffusion.Sigma.LEARNED_RANGE);
    assertThat(published("64x64_classifier").classifier().blocks()).isEqualTo(4);
  }

  @Test
  void absentFlagsHaveThePublishedDefaults() {
    AdmFlags flags = flags("{}");
    AdmConfig model = flags.model();
    assertThat(model.ends()).isEqualTo(new AdmConfig.Ends(64, 3, 3));
    assertThat(model.widths()).containsExactly(128, 256, 384, 512);
    assertThat(model.attention().resolutions()).isEqualTo(List.of(4, 8));
    assertThat(flags.clips()).isTrue();
    assertThat(flags.implicit()).isFalse();
    assertThat(flags.predictsClean()).isFalse();
    assertThat(flags.diffusion("").sigma()).isEqualTo(AdmDiffusion.Sigma.FIXED_LARGE);
  }

  @Test
  void flagsMayBeWrittenAsOnTheCommandLine() {
    AdmFlags flags = flags("{\"class_cond\":\"True\",\"image_size\":\"128\",\"use_fp16\":true}");
    assertThat(flags.classConditional()).isTrue();
    assertThat(flags.model().ends().imageSize()).isEqualTo(128);
  }

  @Test
  void flagsMayBeTypedOrWrittenAsLists() {
    AdmFlags typed = AdmFlags.parse("--image_size 16 channel_mult=1,2 --class_cond yes");
    AdmFlags written = flags("{\"image_size\":16,\"channel_mult\":[1,2],\"class_cond\":true}");
    assertThat(typed.model()).isEqualTo(written.model());
    assertThat(typed.model().widths()).containsExactly(128, 256);
  }

  @Test
  void theSchedulerSaysNoiseTargetAndVariance() {
    assertThat(flags("{\"learn_sigma\":true,\"noise_schedule\":\"cosine\"}").scheduler().json())
        .hasToString(
            "{\"_class_name\":\"DDPMScheduler\",\"num_train_timesteps\":1000,"
                + "\"beta_start\":1.0E-4,\"beta_end\":0.02,\"beta_schedule\":\"squaredcos_cap_v2\","
                + "\"prediction_type\":\"epsilon\",\"variance_type\":\"learned_range\","
                + "\"clip_sample\":true}");
    assertThat(flags("{\"sigma_small\":true}").scheduler().text("variance_type", ""))
        .isEqualTo("fixed_small");
    assertThatThrownBy(() -> flags("{\"diffusion_steps\":0}").scheduler())
        .hasMessage("diffusion_steps = 0: must be from 1 to 100000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"colour\":1} | flag 'colour' is unknown",
        "{\"image_size\":100} | image_size = 100: without channel_mult it must be one of [64,",
        "{\"image_size\":\"big\"} | image_size = big: must be a number",
        "{\"attention_resolutions\":\"0\"} | attention_resolutions = 0",
        "{\"class_cond\":\"maybe\"} | class_cond = maybe: must be true or false",
        "{\"num_channels\":-32} | must be from 1"
      })
  void wrongFlagsAreRefused(String json, String message) {
    assertThatThrownBy(() -> flags(json.strip()).model()).hasMessageContaining(message.strip());
  }

  @Test
  void aFileWithoutKnownFlagsAsksForThem() throws IOException {
    Path file = folder.resolve("mine.safetensors");
    GoldenCase unet = GoldenTests.shipped("UNetModel").findFirst().orElseThrow();
    try (InputStream in = unet.open("weights.safetensors")) {
      Files.copy(in, file);
    }
    assertThatThrownBy(() -> AdmFile.open(file))
        .hasMessageContaining("mine.safetensors")
        .hasMessageContaining("mine.json");
    Files.writeString(folder.resolve("mine.json"), "{\"colour\":1}");
    assertThatThrownBy(() -> AdmFile.open(file))
        .hasMessageContaining("mine.json")
        .hasMessageContaining("'colour'");
    Files.writeString(folder.resolve("mine.json"), "{\"image_size\":64}");
    assertThat(AdmFile.open(file).flags().model().ends().imageSize()).isEqualTo(64);
  }
}
