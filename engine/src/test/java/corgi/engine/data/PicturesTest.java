package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PicturesTest {
  @Test
  void everyLevelSurvivesTheWayToAPictureAndBack() {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, i << 16 | (255 - i) << 8 | (i * 7 & 255));
    }
    BufferedImage back = Pictures.toImage(Pictures.fromImage(image));
    for (int i = 0; i < 256; i++) {
      assertThat(back.getRGB(i % 16, i / 16)).isEqualTo(image.getRGB(i % 16, i / 16));
    }
  }

  @Test
  void channelsComeRedGreenBlueAndRowsFromTheTop() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xFF0000);
    image.setRGB(1, 0, 0x0000FF);
    assertThat(Pictures.fromImage(image).values()).containsExactly(1, -1, -1, -1, -1, 1);
  }

  @Test
  void transparentIsWhiteAndOneChannelIsGray() {
    BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    assertThat(Pictures.fromImage(clear).values()).containsExactly(1, 1, 1);
    Picture gray = new Picture(1, 1, 1, new float[] {0.2f});
    assertThat(Pictures.toImage(gray).getRGB(0, 0)).isEqualTo(0xFF999999);
  }

  @Test
  void valuesOutOfRangeAreClipped() {
    Picture wild = new Picture(3, 1, 1, new float[] {7, -9, Float.NaN});
    assertThat(Pictures.toImage(wild).getRGB(0, 0)).isEqualTo(0xFFFF0000);
  }

  @Test
  void aSheetShowsEachPictureInItsPlaceEnlarged() {
    Picture red = new Picture(3, 1, 1, new float[] {1, -1, -1});
    Picture blue = new Picture(3, 1, 1, new float[] {-1, -1, 1});
    BufferedImage sheet = Pictures.contactSheet(List.of(red, red, blue), 2, 3);
    assertThat(sheet.getWidth()).isEqualTo(4 + 2 * 7);
    assertThat(sheet.getHeight()).isEqualTo(4 + 2 * 7);
    assertThat(sheet.getRGB(3, 3)).isEqualTo(0xFFFFFFFF);
    assertThat(sheet.getRGB(4, 4)).isEqualTo(0xFFFF0000);
    assertThat(sheet.getRGB(13, 6)).isEqualTo(0xFFFF0000);
    assertThat(sheet.getRGB(6, 13)).isEqualTo(0xFF0000FF);
    assertThat(sheet.getRGB(13, 13)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void aSheetOfNothingOrOfDifferentSizesIsRefused() {
    assertThatThrownBy(() -> Pictures.contactSheet(List.of(), 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 pictures");
    Picture one = new Picture(1, 1, 1, new float[1]);
    Picture two = new Picture(1, 1, 2, new float[2]);
    assertThatThrownBy(() -> Pictures.contactSheet(List.of(one, two), 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("picture 1 is 1×2, the first is 1×1");
  }
}
