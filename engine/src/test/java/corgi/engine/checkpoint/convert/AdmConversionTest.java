package corgi.engine.checkpoint.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.AdmFile;
import corgi.engine.checkpoint.AdmFlags;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.AdmUNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published network and the converted one are the same function. */
class AdmConversionTest {
  private static final String SMALL =
      "--image_size 16 --num_channels 32 --channel_mult 1,2 --num_res_blocks 1 "
          + "--num_head_channels 8 --attention_resolutions 8 --dropout 0.1 ";
  private static final TensorOps OPS = TensorOps.of(Precision.FP32);

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static TensorSource weights(AdmUNet network) throws IOException {
    return SafetensorsFile.of(
        ParameterFile.writer(network.parameters(), StoredType.F32).toBytes(), "adm.pt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--resblock_updown True --learn_sigma True",
        "--resblock_updown True --use_new_attention_order True --class_cond True",
        "--resblock_updown False --use_scale_shift_norm False",
        "--resblock_updown True --num_res_blocks 2 --channel_mult 1,2,2 --attention_resolutions 8,4",
        "--resblock_updown True --num_head_channels -1 --num_heads 4",
      })
  void bothNetworksSayTheSame(String flags) throws IOException {
    AdmFlags parsed = AdmFlags.parse(overriding(flags));
    try (AdmUNet published = new AdmUNet(parsed.model(), OPS, manager)) {
      RandomWeights.set(published.parameters());
      try (TensorSource file = weights(published)) {
        assertThat(AdmFile.isNetwork(file)).isTrue();
        Component unet = AdmConversion.read(file, parsed).components().get(0);
        assertThat(unet.className()).isEqualTo("UNet2DModel");
        try (UNet converted = new UNet(UNetConfig.fromJson(unet.config()), OPS, manager)) {
          ParameterFile.load(unet.tensors(), converted.parameters());
          NDArray x = manager.randomNormal(new Shape(2, 3, 16, 16));
          NDArray t = manager.create(new float[] {3, 700});
          Conditioning labels =
              flags.contains("class_cond")
                  ? Conditioning.labels(manager.create(new long[] {7, 999}))
                  : Conditioning.NONE;
          NDArray expected = published.forward(x, t, labels, List.of());
          NDArray actual = converted.forward(x, t, labels, List.of());
          assertThat(actual.getShape()).isEqualTo(expected.getShape());
          assertThat(actual.sub(expected).abs().max().getFloat())
              .isLessThan(1e-5f * expected.abs().max().getFloat());
        }
      }
    }
  }

  /** Later flags take the place of those of the small network. */
  private static String overriding(String flags) {
    String all = SMALL;
    for (String flag : flags.split("(?=--)", -1)) {
      all = all.replaceFirst(flag.split(" ", 2)[0] + " \\S+ ?", "");
    }
    return all + flags;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--num_channels 64 --channel_mult 0.5,1 | channel_mult begins with 0.5: a UNet2DModel has only 1",
        "--num_head_channels -1 --num_heads 2 --attention_resolutions 16,8 | a UNet2DModel has one size for all",
        "--rescale_timesteps True --diffusion_steps 4000 | rescale_timesteps with diffusion_steps = 4000",
        "--noise_schedule sigmoid | noise_schedule 'sigmoid': must be linear or cosine",
      })
  void whatDoesNotFitIsRefusedByName(String flags, String reason) throws IOException {
    AdmFlags parsed = AdmFlags.parse(overriding(flags));
    try (AdmUNet published = new AdmUNet(parsed.model(), OPS, manager)) {
      published.parameters().initialise(5);
      try (TensorSource file = weights(published)) {
        assertThatThrownBy(() -> AdmConversion.read(file, parsed)).hasMessageContaining(reason);
      }
    }
  }

  @Test
  void aClassifierIsInspectedButNotConverted(@TempDir Path folder) throws IOException {
    AdmFlags flags =
        AdmFlags.parse(
            "--image_size 16 --classifier_width 32 --channel_mult 1,1 --classifier_depth 1"
                + " --classifier_attention_resolutions 8 --classifier_num_head_channels 8");
    Path file = folder.resolve("judge.safetensors");
    try (AdmClassifier judge = new AdmClassifier(flags.classifier(), flags.pool(), OPS, manager)) {
      judge.parameters().initialise(5);
      ParameterFile.writer(judge.parameters(), StoredType.F32).write(file);
    }
    var hints = new ModelConversion.Hints(null, flags, null);
    ModelReport report = ModelInspection.of(file.toString(), hints);
    assertThat(report.kind()).isEqualTo("guided-diffusion, a classifier");
    assertThat(report.parts().get(0).fit()).isEqualTo("fits");
    assertThat(report.misfits()).isEmpty();
    var fewer = new ModelConversion.Hints(null, AdmFlags.parse("--image_size 64"), null);
    assertThat(ModelInspection.of(file.toString(), fewer).misfits())
        .singleElement()
        .asString()
        .startsWith(file + ": does not fit its EncoderUNetModel: ");
    assertThatThrownBy(
            () -> ModelConversion.convert(file, folder.resolve("out"), StoredType.F32, hints))
        .hasMessageContaining("judge.safetensors: is a classifier of guided-diffusion");
  }

  /** Flags need not be said where they are written beside the file or were published with it. */
  @Test
  void flagsAreFoundBesideTheFileOrByItsName(@TempDir Path folder) throws IOException {
    AdmFlags small = AdmFlags.parse(SMALL + "--resblock_updown True");
    Path file = folder.resolve("mine.safetensors");
    try (AdmUNet network = new AdmUNet(small.model(), OPS, manager)) {
      network.parameters().initialise(5);
      ParameterFile.writer(network.parameters(), StoredType.F32).write(file);
    }
    var none = ModelConversion.Hints.NONE;
    assertThat(ModelInspection.of(file.toString(), none).parts().get(0).fit())
        .isEqualTo("not checked");
    Files.writeString(
        folder.resolve("mine.json"),
        """
        {"image_size": 16, "num_channels": 32, "channel_mult": "1,2", "num_res_blocks": 1,
         "num_head_channels": 8, "attention_resolutions": "8", "resblock_updown": true}""");
    assertThat(ModelInspection.of(file.toString(), none).parts().get(0).fit()).isEqualTo("fits");
    assertThat(ModelConversion.convert(file, folder.resolve("out"), StoredType.F32, none))
        .first()
        .isEqualTo("from guided-diffusion, 16×16");
    Path published = Files.copy(file, folder.resolve("64x64_diffusion.safetensors"));
    assertThat(ModelInspection.of(published.toString(), none).misfits()).hasSize(1);
  }

  @Test
  void theFlagsOfAnotherModelAreNoticed() throws IOException {
    AdmFlags small = AdmFlags.parse(SMALL + "--resblock_updown True");
    try (AdmUNet published = new AdmUNet(small.model(), OPS, manager)) {
      published.parameters().initialise(5);
      AdmFlags other = AdmFlags.parse(overriding("--resblock_updown True --num_res_blocks 2"));
      try (TensorSource file = weights(published)) {
        assertThatThrownBy(() -> AdmConversion.read(file, other))
            .isInstanceOf(CheckpointException.class)
            .hasMessageContaining(
                "6 tensors that no known architecture has: 'input_blocks.3.1.norm");
      }
    }
  }

  @Test
  void flagsAreThoseOfTheReadme() {
    String readme =
        "--attention_resolutions 32,16,8 --class_cond True --diffusion_steps 1000 --dropout 0.1 "
            + "--image_size 64 --learn_sigma True --noise_schedule cosine --num_channels 192 "
            + "--num_head_channels 64 --num_res_blocks 3 --resblock_updown True "
            + "--use_new_attention_order True --use_fp16 True --use_scale_shift_norm True";
    var network = AdmFlags.parse(readme).model();
    assertThat(network.widths()).containsExactly(192, 384, 576, 768);
    assertThat(network.attention().resolutions()).containsExactly(2, 4, 8);
    assertThat(network.ends().outChannels()).isEqualTo(6);
    assertThat(network.classes()).isEqualTo(1000);
    assertThatThrownBy(() -> AdmFlags.parse("--image_sise 64"))
        .hasMessageStartingWith("flag 'image_sise' is unknown; known: [attention_resolutions, ");
    assertThatThrownBy(() -> AdmFlags.parse("--image_size")).hasMessageContaining("has no value");
    assertThatThrownBy(() -> AdmFlags.parse("--image_size 64 --image_size 64"))
        .hasMessage("flag 'image_size' is given twice");
    assertThatThrownBy(() -> AdmFlags.parse("--image_size 6.5").model())
        .hasMessage("image_size = 6.5: must be a whole number");
  }
}
