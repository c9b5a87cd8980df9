package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "model.safetensors, model",
    "Model.SafeTensors, Model",
    "sd-v1-4.ckpt, sd-v1-4",
    "64x64_diffusion.PT, 64x64_diffusion",
    "pytorch_model.bin.index.json, pytorch_model",
    "model.safetensors.index.fp16.json, model",
  })
  void filesOfTensorsAreToldByTheirNames(String name, String stem) {
    assertThat(TensorFiles.isTensorFile(Path.of(name))).isTrue();
    assertThat(TensorFiles.stem(Path.of("some", name))).isEqualTo(stem);
  }

  @ParameterizedTest
  @CsvSource({"config.json", "model.index.json", "safetensors", "a.safetensors.txt", "a.py"})
  void otherFilesAreNone(String name) {
    assertThat(TensorFiles.isTensorFile(Path.of(name))).isFalse();
  }

  /** In this order, as diffusers and transformers look for them. */
  @Test
  void fullPrecisionComesBeforeHalfAndSafetensorsBeforePickles() throws IOException {
    List<String> order =
        List.of(
            "diffusion_pytorch_model.safetensors",
            "diffusion_pytorch_model.safetensors.index.json",
            "pytorch_model.bin",
            "model.fp16.safetensors",
            "model.safetensors.index.fp16.json",
            "diffusion_pytorch_model.non_ema.bin");
    assertThat(TensorFiles.find(folder)).isEmpty();
    assertThatThrownBy(() -> TensorFiles.in(folder)).hasMessageContaining(": has no weights: exp");
    for (int i = order.size() - 1; i >= 0; i--) {
      Files.createFile(folder.resolve(order.get(i)));
      assertThat(TensorFiles.in(folder)).hasFileName(order.get(i));
    }
  }

  @Test
  void theCaseOfAnEndingDoesNotMatter() throws IOException {
    Path file = folder.resolve("A.SAFETENSORS");
    new SafetensorsWriter().add("x", new Shape(1), new float[] {3}, StoredType.F32).write(file);
    try (TensorSource source = TensorFiles.open(file)) {
      assertThat(source.floats("x")).containsExactly(3);
    }
    Path index = folder.resolve("B.Safetensors.Index.fp16.JSON");
    Files.writeString(index, "{\"weight_map\": {\"x\": \"A.SAFETENSORS\"}}");
    try (TensorSource source = TensorFiles.open(index)) {
      assertThat(source.floats("x")).containsExactly(3);
    }
  }
}
