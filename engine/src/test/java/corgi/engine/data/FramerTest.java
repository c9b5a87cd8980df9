package corgi.engine.data;

import static corgi.engine.data.Framing.Crop.CENTRE;
import static corgi.engine.data.Framing.Crop.RANDOM;
import static corgi.engine.data.Framing.Flip.NONE;
import static corgi.engine.data.Framing.Resize.CONTAIN;
import static corgi.engine.data.Framing.Resize.COVER;
import static corgi.engine.data.Framing.Resize.STRETCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramerTest {
  private static final int MARGIN = 0xFF0000;

  /** Red is the column, green the row, both from 0 to 255. */
  private static Decoded ramp(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x * 255 / (width - 1) << 16 | y * 255 / (height - 1) << 8);
      }
    }
    return new Decoded(image);
  }

  private static Picture framed(Decoded decoded, Framing.Resize resize, int side) {
    Framing framing = new Framing(resize, CENTRE, NONE, 3);
    return new Framer(framing, side, 3, MARGIN).frame(decoded, 0, true);
  }

  private static float at(Picture picture, int channel, int x, int y) {
    return picture.values()[(channel * picture.height() + y) * picture.width() + x];
  }

  @ParameterizedTest
  @ValueSource(ints = {28, 30, 32, 100})
  void coverCutsTheMiddleOutAtAnySize(int side) {
    Picture picture = framed(ramp(300, 100), COVER, side);
    assertThat(picture.height()).isEqualTo(side);
    float left = 2 * (100 + 50f / side) / 300 - 1; // the middle of the first pixel
    assertThat(at(picture, 0, 0, side / 2)).isCloseTo(left, within(0.02f));
    assertThat(at(picture, 0, side - 1, side / 2)).isCloseTo(-left, within(0.02f));
    assertThat(at(picture, 1, side / 2, 0)).isCloseTo(-1 + 1f / side, within(0.03f));
  }

  @Test
  void containShowsAllOfItInAMargin() {
    Picture picture = framed(ramp(300, 100), CONTAIN, 30);
    assertThat(at(picture, 0, 5, 9)).isEqualTo(1); // red: the margin
    assertThat(at(picture, 1, 5, 9)).isEqualTo(-1);
    assertThat(at(picture, 0, 0, 10)).isCloseTo(-1, within(0.05f));
    assertThat(at(picture, 0, 29, 19)).isCloseTo(1, within(0.05f));
    assertThat(at(picture, 1, 15, 19)).isCloseTo(1, within(0.15f));
    assertThat(at(picture, 1, 15, 20)).isEqualTo(-1);
  }

  @Test
  void stretchShowsAllOfIt() {
    Picture picture = framed(ramp(300, 100), STRETCH, 30);
    for (int i = 0; i < 30; i++) {
      assertThat(at(picture, 0, i, 0)).isCloseTo(2 * (i + 0.5f) / 30 - 1, within(0.04f));
      assertThat(at(picture, 1, 0, i)).isCloseTo(2 * (i + 0.5f) / 30 - 1, within(0.04f));
    }
  }

  @Test
  void aSquareOfTheRightSizeIsLeftAsItIs() {
    Decoded ramp = ramp(32, 32);
    Picture picture = framed(ramp, COVER, 32);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        float level = at(picture, 1, x, y);
        assertThat(level).isCloseTo(ramp.row(y)[3 * x + 1] / 127.5f - 1, within(1e-6f));
      }
    }
  }

  /** Black and white lines of one pixel become grey, not black or white. */
  @Test
  void shrinkingSkipsNoPixel() {
    BufferedImage lines = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256 * 256; i++) {
      lines.setRGB(i % 256, i / 256, i % 2 == 0 ? 0xFFFFFF : 0);
    }
    for (float value : framed(new Decoded(lines), COVER, 20).values()) {
      assertThat(value).isCloseTo(0, within(0.05f));
    }
  }

  @Test
  void randomCropsDifferButNotTheFirstTimeAndStayInThePicture() {
    Framer framer = new Framer(new Framing(COVER, RANDOM, NONE, 3), 16, 3, MARGIN);
    Decoded ramp = ramp(64, 64);
    Set<Float> corners = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Picture picture = framer.frame(ramp, i, false);
      float width = at(picture, 0, 15, 8) - at(picture, 0, 0, 8);
      assertThat(width).isBetween(2 * 0.8f * 15 / 16 - 0.05f, 2 * 15f / 16 + 0.05f);
      corners.add(at(picture, 0, 0, 0));
      assertThat(picture.values()).containsExactly(framer.frame(ramp, i, false).values());
      assertThat(framer.frame(ramp, i, true).values())
          .containsExactly(framed(ramp, COVER, 16).values());
    }
    assertThat(corners).hasSizeGreaterThan(45);
  }

  /** Java would make 188 of the grey level 128. */
  @Test
  void greyLevelsAreTakenAsTheyAre() {
    BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      grey.getRaster().setSample(i % 8, i / 8, 0, 128);
    }
    Decoded decoded = new Decoded(grey);
    assertThat(decoded.channels()).isEqualTo(1);
    for (float level : framed(decoded, COVER, 8).values()) {
      assertThat(level).isCloseTo(128 / 127.5f - 1, within(1e-6f));
    }
    BufferedImage fine = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
    fine.getRaster().setSample(0, 0, 0, 65_535);
    assertThat(new Decoded(fine).row(0)[0]).isEqualTo(255);
  }

  @Test
  void oneChannelIsLuma() {
    BufferedImage green = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 64; i++) {
      green.setRGB(i % 8, i / 8, i < 32 ? 0xFF00FF00 : 0);
    }
    Framing framing = new Framing(COVER, CENTRE, NONE, 1);
    Picture picture = new Framer(framing, 8, 1, MARGIN).frame(new Decoded(green), 0, true);
    assertThat(picture.channels()).isEqualTo(1);
    assertThat(picture.values()[0]).isCloseTo(2 * 0.587f - 1, within(1e-6f));
    assertThat(picture.values()[63]).isCloseTo(1, within(1e-6f)); // transparent is white
  }

  @Test
  void impossibleFramingsAreRefused() {
    assertThatThrownBy(() -> new Framing(COVER, CENTRE, NONE, 2)).hasMessageContaining("2");
    assertThatThrownBy(() -> new Framing(STRETCH, RANDOM, NONE, 0)).hasMessageContaining("cover");
    var request = new DatasetRequest(8, Split.ALL).framing(new Framing(STRETCH, CENTRE, NONE, 0));
    assertThatThrownBy(() -> Datasets.open("portraits", request)).hasMessageContaining("composed");
    var grey = new DatasetRequest(8, Split.ALL).framing(new Framing(COVER, CENTRE, NONE, 1));
    Dataset portraits = Datasets.open("portraits", grey);
    assertThat(portraits.channels()).isEqualTo(1);
    assertThat(portraits.example(3).picture().values()).hasSize(64);
  }
}
