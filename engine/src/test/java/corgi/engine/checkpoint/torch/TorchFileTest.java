package corgi.engine.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made by torch/make.py with CPython's own pickle. */
class TorchFileTest {
  static final String LATEST = "state-dict-2.pt";

  @TempDir Path folder;

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = TorchFileTest.class.getResourceAsStream("/torch/" + name)) {
      return in.readAllBytes();
    }
  }

  private TorchFile open(String name) throws IOException {
    return TorchFile.open(Files.write(folder.resolve(name), bytes(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {LATEST, "state-dict-4.pt", "state-dict-5.bin", "legacy.pth"})
  void everyTypeAndEveryViewIsRead(String name) throws IOException {
    try (TorchFile file = open(name);
        NDManager manager = Tensors.manager()) {
      assertThat(file.names()).startsWith("linear.weight").hasSizeBetween(16, 17);
      assertThat(file.floats("linear.weight")).startsWith(0, 1, 2).hasSize(12);
      assertThat(file.floats("linear.tied")).isEqualTo(file.floats("linear.weight"));
      assertThat(file.floats("linear.transposed"))
          .containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
      assertThat(file.floats("linear.part")).containsExactly(5, 6, 9, 10);
      assertThat(file.floats("linear.parameter")).containsExactly(1.5f, -2.5f);
      assertThat(file.floats("half")).containsExactly(0.5f, -1.5f);
      assertThat(file.floats("bfloat")).containsExactly(0.5f, -3);
      assertThat(file.entry("bfloat").type()).isEqualTo(StoredType.BF16);
      assertThat(file.doubles("double")).containsExactly(0.25);
      assertThat(file.longs("steps")).containsExactly(1L << 40, -1);
      assertThat(file.longs("int")).containsExactly(-7);
      assertThat(file.longs("short")).containsExactly(-300);
      assertThat(file.longs("char")).containsExactly(-3);
      assertThat(file.longs("byte")).containsExactly(254);
      assertThat(file.longs("bool")).containsExactly(1, 0);
      assertThat(file.entry("empty").shape()).isEqualTo(new Shape(0, 3));
      assertThat(file.load(manager, "empty").getShape()).isEqualTo(new Shape(0, 3));
      assertThat(file.load(manager, "bfloat").toFloatArray()).containsExactly(0.5f, -3);
      assertThat(file.load(manager, "short").toLongArray()).containsExactly(-300);
      NDArray last = file.load(manager, "channels_last"); // (1, 2, 3, 4), strides (24, 1, 8, 2)
      assertThat(last.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(last.getFloat(0, 1, 2, 3)).isEqualTo(1 + 8 * 2 + 2 * 3);
      assertThat(last.getFloat(0, 0, 1, 2)).isEqualTo(8 + 2 * 2);
    }
  }

  @Test
  void anUntypedStorageTakesTheTypeOfItsTensor() throws IOException {
    try (TorchFile file = open(LATEST)) {
      assertThat(file.floats("untyped")).containsExactly(4, 8);
    }
  }

  @Test
  void aTrainersFileGivesItsStateDictAlone() throws IOException {
    try (TorchFile file = open("lightning.ckpt")) {
      assertThat(file.names()).containsExactly("model.diffusion_model.out.2.bias", "betas");
      assertThat(file.floats("betas")).containsExactly(0.00085f);
      assertThat(file).hasToString(folder.resolve("lightning.ckpt") + " (2 tensors)");
    }
  }

  @Test
  void nestedContainersGetDottedNames() throws IOException {
    try (TorchFile file = open("nested.pt")) {
      assertThat(file.names()).containsExactly("ema.layers.0", "ema.layers.1.0", "ema.1");
      assertThat(file.longs("ema.1")).containsExactly(5);
    }
  }

  @Test
  void nothingIsExecutedAndTheNameIsTold() {
    assertThatThrownBy(() -> open("evil.pt"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("evil.pt!evil/data.pkl: pickle at byte ")
        .hasMessageContaining("names 'posix.system', which is refused");
    assertThatThrownBy(() -> open("module.pt"))
        .hasMessageContaining("names 'torch.nn.modules.linear.Linear', which is refused");
    assertThat(Path.of("executed")).doesNotExist();
  }

  /** Each replacement has the length of what it replaces, so that the rest stays as it was. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "torch\\nFloatStorage | torch\\nFloatStorags | names 'torch.FloatStorags'",
        "_rebuild_tensor_v2 | _rebuild_tensor_v9 | names 'torch._utils._rebuild_tensor_v9'",
        "little | bigbig | has byte order 'bigbig': expected little",
        "data/0 | data/x | storage '0' of 12 F32 has no entry in the zip file",
        "cpuq\\7K\\14 | cpuq\\7K\\15 | refers to storage '0' as 13 F32 and as 12 F32",
        "K\\3K\\4 | K\\3K\\5 | leaves its storage of 12 elements",
        "data.pkl | data.pkx | is a zip file with 0 data.pkl: expected one",
        ".data/serialization_id | .data/serialization_ie | ",
      })
  void aDamagedFileIsExplained(String from, String to, String reason) throws IOException {
    byte[] damaged = replace(bytes(LATEST), unescape(from), unescape(to));
    if (reason == null) {
      TorchFile.of(damaged, "x.pt").close(); // what nobody reads may be anything
      return;
    }
    assertThatThrownBy(() -> TorchFile.of(damaged, "x.pt"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("x.pt")
        .hasMessageContaining(reason)
        .message()
        .hasLineCount(1);
  }

  @Test
  void otherFilesAreRefusedByKind() {
    byte[] tar = new byte[512];
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    assertThatThrownBy(() -> TorchFile.of(tar, "x")).hasMessageStartingWith("x: is a tar file of");
    assertThatThrownBy(() -> TorchFile.of(new byte[3], "x"))
        .hasMessageStartingWith("x: is no file of PyTorch");
    assertThatThrownBy(() -> TorchFile.of(new byte[] {'P', 'K', 3, 4}, "x"))
        .hasMessage("x: is cut off: a zip file ends in its directory");
  }

  static String unescape(String text) {
    return text.translateEscapes();
  }

  static byte[] replace(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    assertThat(to).hasSameSizeAs(from);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }
}
