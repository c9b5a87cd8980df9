package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Raster;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {
  private static Raster plain(int side, int level) {
    byte[] rgb = new byte[3 * side * side];
    Arrays.fill(rgb, (byte) level);
    return new Raster(side, side, rgb);
  }

  private static int red(Raster raster, int x, int y) {
    return raster.rgb()[3 * (y * raster.width() + x)] & 255;
  }

  @Test
  void picturesStandInRowsAndColumnsBesideTheirCaptions() {
    Sheet sheet =
        new Sheet(
            "",
            List.of("one", "two"),
            List.of(
                new Sheet.Row("first", List.of(plain(64, 10), plain(64, 20))),
                new Sheet.Row("second", List.of(plain(64, 30), plain(64, 40)))));

    Raster raster = sheet.render();

    int left = 4 + 14 * BitmapFont.ADVANCE;
    int top = 4 + BitmapFont.LEADING;
    assertThat(raster.width()).isEqualTo(left + 2 * 68 + 4);
    assertThat(raster.height()).isEqualTo(top + 2 * 68);
    assertThat(red(raster, left, top)).isEqualTo(10);
    assertThat(red(raster, left + 68, top)).isEqualTo(20);
    assertThat(red(raster, left + 63, top + 68 + 63)).isEqualTo(30);
    assertThat(red(raster, left + 68, top + 68)).isEqualTo(40);
    assertThat(red(raster, left + 64, top)).isEqualTo(255);
    assertThat(ink(raster, 0, 0, left, top)).as("corner").isZero();
    assertThat(ink(raster, left, 0, 68, top)).as("heading").isPositive();
    assertThat(ink(raster, 0, top, left, 64)).as("caption").isPositive();
  }

  private static int ink(Raster raster, int x, int y, int width, int height) {
    int count = 0;
    for (int row = y; row < y + height; row++) {
      for (int column = x; column < x + width; column++) {
        count += red(raster, column, row) < 255 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aTitleIsBrokenIntoLinesAndACaptionNeverRunsIntoTheNextRow() {
    String words = "word ".repeat(40).strip();
    Sheet sheet =
        new Sheet(
            words,
            List.of(),
            List.of(
                new Sheet.Row(words, List.of(plain(64, 10))),
                new Sheet.Row("", List.of(plain(64, 10)))));

    Raster raster = sheet.render();

    int lastRow = raster.height() - 68;
    assertThat(ink(raster, 0, lastRow, 4 + 14 * BitmapFont.ADVANCE, 64)).isZero();
    assertThat(raster.height()).isGreaterThan(4 + 2 * 68 + 5 * BitmapFont.LEADING);
  }

  /** Whether a picture stands somewhere on a sheet, pixel by pixel. */
  static boolean contains(BufferedImage sheet, BufferedImage picture) {
    for (int y = 0; y <= sheet.getHeight() - picture.getHeight(); y++) {
      for (int x = 0; x <= sheet.getWidth() - picture.getWidth(); x++) {
        if (standsAt(sheet, picture, x, y)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean standsAt(BufferedImage sheet, BufferedImage picture, int x, int y) {
    for (int row = 0; row < picture.getHeight(); row++) {
      for (int column = 0; column < picture.getWidth(); column++) {
        if (sheet.getRGB(x + column, y + row) != picture.getRGB(column, row)) {
          return false;
        }
      }
    }
    return true;
  }
}
