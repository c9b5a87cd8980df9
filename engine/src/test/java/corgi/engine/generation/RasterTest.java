package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.data.Picture;
import org.junit.jupiter.api.Test;

class RasterTest {
  @Test
  void valuesFromMinusOneToOneBecomeBytes() {
    Picture picture =
        new Picture(3, 1, 2, new float[] {-1, 1, 0, -0.5f, 2, -7}); // red, green, blue planes

    assertThat(Raster.of(picture).rgb())
        .containsExactly(0, (byte) 128, (byte) 255, (byte) 255, (byte) 64, 0);
  }

  @Test
  void oneChannelIsGrey() {
    assertThat(Raster.of(new Picture(1, 1, 1, new float[] {1})).rgb()).containsExactly(-1, -1, -1);
  }

  @Test
  void enlargingRepeatsPixels() {
    Raster two = new Raster(2, 1, new byte[] {1, 2, 3, 4, 5, 6});

    Raster large = two.enlarge(2);

    assertThat(large.width()).isEqualTo(4);
    assertThat(large.height()).isEqualTo(2);
    assertThat(large.rgb())
        .containsExactly(1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
  }

  @Test
  void refusesScalesThatMakeNoPicture() {
    Raster raster = new Raster(64, 64, new byte[3 * 64 * 64]);

    for (int scale : new int[] {0, -1, 257, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> raster.enlarge(scale))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("scale = " + scale)
          .hasMessageContaining("from 1 to 256");
    }
  }
}
