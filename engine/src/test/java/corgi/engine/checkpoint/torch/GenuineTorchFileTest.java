package corgi.engine.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.StoredType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch 2.13 itself wrote, by torch/genuine.py. */
class GenuineTorchFileTest {
  private static TorchFile open(String name) throws IOException {
    return TorchFile.of(TorchFileTest.bytes(name), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"genuine.pt", "genuine-legacy.pt"})
  void typesAndViewsAreTorchs(String name) throws IOException {
    try (TorchFile file = open(name)) {
      assertThat(file.names()).hasSize(16);
      assertThat(file.floats("weight")).startsWith(0, 1, 2, 3).hasSize(12);
      assertThat(file.floats("transposed")).startsWith(0, 4, 8, 1).hasSize(12);
      assertThat(file.floats("part")).containsExactly(5, 6, 9, 10);
      assertThat(file.floats("steps")).containsExactly(0, 2);
      assertThat(file.floats("row")).containsExactly(8, 9, 10, 11);
      assertThat(file.entry("scalar").shape()).isEqualTo(new Shape());
      assertThat(file.floats("scalar")).containsExactly(5);
      assertThat(file.floats("expanded")).containsExactly(0, 0, 4, 4, 8, 8);
      assertThat(file.entry("empty").shape()).isEqualTo(new Shape(0, 4));
      assertThat(file.floats("noted")).containsExactly(1, 2);
      assertThat(file.entry("half").type()).isEqualTo(StoredType.F16);
      assertThat(file.floats("half")).containsExactly(0.5f, -1.5f);
      assertThat(file.entry("bfloat").type()).isEqualTo(StoredType.BF16);
      assertThat(file.floats("bfloat")).containsExactly(0.5f, -3);
      assertThat(file.doubles("double")).containsExactly(1.0 / 3);
      assertThat(file.longs("long")).containsExactly(1L << 40, -1);
      assertThat(file.longs("bool")).containsExactly(1, 0);
      assertThat(file.longs("blocks.0.bias")).containsExactly(7, 7);
      assertThat(file.longs("blocks.1.0")).containsExactly(-3);
    }
  }

  @Test
  void onlyTheWeightsOfATrainersFileAreLookedAt() throws IOException {
    try (TorchFile file = open("genuine.ckpt")) {
      assertThat(file.names())
          .containsExactly(
              "0.weight",
              "0.bias",
              "1.weight",
              "1.bias",
              "1.running_mean",
              "1.running_var",
              "1.num_batches_tracked");
      assertThat(file.floats("0.weight")).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(file.floats("1.bias")).containsExactly(30, 31, 32);
      assertThat(file.longs("1.num_batches_tracked")).containsExactly(1);
    }
  }

  @Test
  void nothingIsExecutedAndTheNameIsTold() {
    assertThatThrownBy(() -> open("genuine-evil.pt"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("names 'posix.system', which is refused");
    assertThat(Path.of("executed")).doesNotExist();
  }

  @Test
  void aTensorIsNotRepeatedWithoutBounds() {
    Storage storage = new Storage("0", StoredType.F32, 2);
    long[] stride = {0, 1};
    assertThat(new StridedView(storage, StoredType.F32, 0, new long[] {1 << 19, 2}, stride).span())
        .isEqualTo(2);
    assertThatThrownBy(
            () -> new StridedView(storage, StoredType.F32, 0, new long[] {1 << 20, 2}, stride))
        .hasMessageContaining("repeats the 2 elements of its storage");
  }

  /** The seventh argument says that the numbers are the negatives of those that are stored. */
  @Test
  void aTensorThatIsStoredAsItsNegativeIsRefused() {
    Storage storage = new Storage("0", StoredType.F32, 2);
    Global made = new Global("torch._utils", "_rebuild_tensor_v2");
    Tuple two = Tuple.of(2L);
    Tuple plain = Tuple.of(storage, 0L, two, Tuple.of(1L), false, Map.of(), Map.of());
    Tuple negative = Tuple.of(storage, 0L, two, Tuple.of(1L), false, Map.of(), Map.of("neg", true));
    PickleBytes bytes = new PickleBytes("x", new byte[1]);
    assertThatCode(() -> new Globals().make(bytes, made, plain)).doesNotThrowAnyException();
    assertThatThrownBy(() -> new Globals().make(bytes, made, negative))
        .hasMessageContaining("stored as the negative or conjugate of another");
  }
}
