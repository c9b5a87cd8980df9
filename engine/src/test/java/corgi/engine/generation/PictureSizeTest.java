package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureSizeTest {
  @Test
  void isANumberOrWidthAndHeight() {
    assertThat(PictureSize.parse("512")).isEqualTo(new PictureSize(512, 512));
    assertThat(PictureSize.parse("768x512")).isEqualTo(new PictureSize(768, 512));
    assertThat(new PictureSize(768, 512)).hasToString("768x512");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "x", "512x", "5x5x5", "-1", "1e3", "99999", "512 x 512"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> PictureSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("size");
  }

  @Test
  void pixelsHaveOneSizeAndLatentsAnyMultiple() {
    Frame pixels = new Frame.Pixels(new Shape(3, 64, 32));
    assertThat(pixels.state(null)).isEqualTo(new Shape(3, 64, 32));
    assertThat(pixels.state(new PictureSize(32, 64))).isEqualTo(new Shape(3, 64, 32));
    assertThatThrownBy(() -> pixels.state(new PictureSize(64, 32)))
        .hasMessage("size = 64x32: this model draws 32x64 pixels");

    Frame latents = new Latents(null, null, new Shape(4, 64, 64), 8);
    assertThat(latents.state(null)).isEqualTo(new Shape(4, 64, 64));
    assertThat(latents.state(new PictureSize(768, 512))).isEqualTo(new Shape(4, 64, 96));
    assertThatThrownBy(() -> latents.state(new PictureSize(768, 510)))
        .hasMessage("size = 768x510: sides must be multiples of 8 pixels for this model");
  }
}
