package corgi.engine.checkpoint.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.TensorFiles;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.layers.Parameter;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelConversionTest {
  private static final String SMALL =
      """
      {"block_out_channels": [32, 32], "layers_per_block": 1, "cross_attention_dim": 4,
       "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
       "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"], "attention_head_dim": 8}""";

  @TempDir Path parent;

  private Path in() {
    return parent.resolve("in");
  }

  private Path out() {
    return parent.resolve("out");
  }

  private void fixture(String name, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (InputStream bytes = getClass().getResourceAsStream("/torch/" + name)) {
      Files.copy(bytes, to);
    }
  }

  private List<String> convert(Path from, StoredType type) throws IOException {
    return ModelConversion.convert(from, out(), type, ModelConversion.Hints.NONE);
  }

  @Test
  void pickledWeightsBecomeSafetensors() throws IOException {
    fixture("state-dict-5.bin", in().resolve("text/pytorch_model.bin"));
    Files.writeString(in().resolve("text/notes.txt"), "kept");
    List<String> lines = convert(in(), StoredType.BF16);
    assertThat(lines)
        .containsExactly("text/model.safetensors: 81 parameters from pytorch_model.bin");
    assertThat(out().resolve("text/notes.txt")).hasContent("kept");
    try (SafetensorsFile file = SafetensorsFile.open(out().resolve("text/model.safetensors"))) {
      assertThat(file.names()).hasSize(17);
      assertThat(file.entry("half").type()).isEqualTo(StoredType.BF16);
      assertThat(file.floats("linear.transposed")).startsWith(0, 4, 8, 1);
      assertThat(file.entry("steps").type()).isEqualTo(StoredType.I64); // no float
      assertThat(file.longs("steps")).containsExactly(1L << 40, -1);
      assertThat(file.entry("bool").type()).isEqualTo(StoredType.BOOL);
    }
  }

  @Test
  void shardsBecomeOneFile() throws IOException {
    Path unet = Files.createDirectories(in().resolve("unet"));
    for (String name : List.of("a", "b")) {
      new SafetensorsWriter()
          .add(name, new Shape(2), new float[] {1, 2.5f}, StoredType.F32)
          .write(unet.resolve(name + ".safetensors"));
    }
    Files.writeString(
        unet.resolve("diffusion_pytorch_model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"a.safetensors\", \"b\": \"b.safetensors\"}}");
    convert(in(), StoredType.F16);
    try (var files = Files.list(out().resolve("unet"))) {
      assertThat(files).containsExactly(out().resolve("unet/diffusion_pytorch_model.safetensors"));
    }
    try (TensorSource file = TensorFiles.open(TensorFiles.find(out().resolve("unet")).get())) {
      assertThat(file.floats("b")).containsExactly(1, 2.5f);
    }
  }

  @Test
  void aSingleFileBecomesAFolder() throws IOException {
    Path file = parent.resolve("sd.safetensors");
    TensorOps ops = TensorOps.of(Precision.FP32);
    try (NDManager manager = Tensors.manager();
        UNet unet =
            new UNet(UNetConfig.fromJson(new ObjectMapper().readTree(SMALL)), ops, manager)) {
      RandomWeights.set(unet.parameters());
      SafetensorsWriter writer = new SafetensorsWriter();
      Published names = Published.unet(unet.config());
      for (Parameter p : unet.parameters().all()) {
        String name = "model.diffusion_model." + names.unetName(p.name());
        writer.add(name, p.shape(), p.array().toFloatArray(), StoredType.F32);
      }
      writer.write(file);
    }
    assertThat(convert(file, StoredType.F32))
        .first()
        .isEqualTo("from Stable Diffusion 1, single file");
    ModelReport report = ModelInspection.of(out().toString(), ModelConversion.Hints.NONE);
    assertThat(report.kind()).isEqualTo("diffusers folder, DiffusionPipeline");
    assertThat(report.parts()).singleElement().extracting(ModelReport.Part::fit).isEqualTo("fits");
    assertThat(report.schedule())
        .isEqualTo(new ModelReport.Schedule("DDIMScheduler", "epsilon", "scaled_linear", 1000));
    ModelReport before = ModelInspection.of(file.toString(), ModelConversion.Hints.NONE);
    assertThat(before.parts().get(0).parameters()).isEqualTo(report.parts().get(0).parameters());
  }

  @Test
  void aFolderWithAnythingInItIsLeftAlone() throws IOException {
    fixture("state-dict-5.bin", in().resolve("pytorch_model.bin"));
    Path photo = Files.createDirectories(out()).resolve("photo.png");
    Files.writeString(photo, "dear");
    assertThatThrownBy(() -> convert(in(), StoredType.F32))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("holds 'photo.png', which is no part of a checkpoint");
    assertThat(photo).hasContent("dear");
  }

  @Test
  void whatIsTooLargeForHalfIsRefusedAndNothingIsLeft() throws IOException {
    Files.createDirectories(in());
    new SafetensorsWriter()
        .add("x", new Shape(1), new float[] {1e9f}, StoredType.F32)
        .write(in().resolve("model.safetensors"));
    assertThatThrownBy(() -> convert(in(), StoredType.F16))
        .hasMessageContaining("tensor 'x' has numbers too large for F16: choose another type");
    try (var left = Files.list(parent)) {
      assertThat(left).containsExactly(in());
    }
  }

  @Test
  void whatHoldsNoModelIsRefused() throws IOException {
    Files.createDirectories(in());
    assertThatThrownBy(() -> convert(in(), StoredType.F32)).hasMessageContaining("has no weights");
    fixture("nested.pt", parent.resolve("nested.pt"));
    assertThatThrownBy(() -> convert(parent.resolve("nested.pt"), StoredType.F32))
        .hasMessageContaining("3 tensors of no known single file, such as 'ema.layers.0', ");
    assertThatThrownBy(() -> convert(in(), StoredType.I64)).hasMessageContaining("must be F32");
  }
}
