package corgi.engine.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNetConfig.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {
  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64, 128})
  void aNetworkHasTheLevelsOfTheSmallerOneBelowItsOwn(int size) {
    List<Level> levels = preset(size).levels();
    List<Level> smaller = preset(size / 2).levels();
    assertThat(levels).hasSize(smaller.size() + 1);
    for (int i = 0; i < smaller.size(); i++) {
      assertThat(levels.get(i + 1).channels()).isEqualTo(smaller.get(i).channels());
    }
  }

  @Test
  void attentionIsWhereItPays() {
    assertThat(preset(32).levels().stream().map(Level::heads)).containsExactly(0, 0, 4);
    assertThat(preset(64).levels().stream().map(Level::heads)).containsExactly(0, 0, 1, 4);
    assertThat(preset(128).levels().stream().map(Level::heads)).containsExactly(0, 0, 0, 1, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64})
  void fourToEightMillionParameters(int size) {
    try (NDManager manager = Tensors.manager();
        UNet unet = new UNet(preset(size), TensorOps.of(Precision.FP32), manager)) {
      assertThat(unet.parameters().count()).isBetween(4_000_000L, 8_000_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 33, 58, -8})
  void otherSizesAreRefused(int size) {
    assertThatThrownBy(() -> preset(size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("size = " + size)
        .hasMessageContaining("such as 28, 32, 64, 96 and 128");
  }

  private static UNetConfig preset(int size) {
    return Presets.of(size, 3, 384);
  }
}
