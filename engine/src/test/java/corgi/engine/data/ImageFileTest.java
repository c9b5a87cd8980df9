package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  @TempDir Path folder;

  private Decoded read(byte[] bytes) throws IOException {
    return ImageFile.read(Files.write(folder.resolve("picture"), bytes), "picture");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ImageFileTest.class.getResourceAsStream("/pictures/" + name)) {
      return in.readAllBytes();
    }
  }

  /** The colours in the middle of the quarters, row by row, as letters. */
  private static String quarters(Decoded decoded) {
    StringBuilder letters = new StringBuilder();
    for (int y : new int[] {1, 3}) {
      float[] row = decoded.row(y * decoded.height() / 4);
      for (int x : new int[] {1, 3}) {
        int at = 3 * (x * decoded.width() / 4);
        boolean[] on = {row[at] > 128, row[at + 1] > 128, row[at + 2] > 128};
        letters.append(on[0] && on[1] ? 'W' : on[0] ? 'R' : on[1] ? 'G' : 'B');
      }
    }
    return letters.toString();
  }

  /** Stored is RG above BW; 6 is what a telephone writes that is held upright. */
  @ParameterizedTest
  @CsvSource({
    "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"
  })
  void aPictureIsTurnedAsItsCameraWasHeld(int orientation, String upright) throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      Decoded decoded = read(CameraFiles.quarters(orientation, order));
      assertThat(quarters(decoded)).isEqualTo(upright);
      assertThat(decoded.width()).isEqualTo(orientation < 5 ? 48 : 32);
      assertThat(decoded.height()).isEqualTo(orientation < 5 ? 32 : 48);
    }
  }

  @Test
  void whatIsNotLegiblyTurnedLiesAsItIsStored() throws IOException {
    byte[] segment = CameraFiles.segment(6, ByteOrder.BIG_ENDIAN);
    assertThat(quarters(read(CameraFiles.with(segment)))).isEqualTo("BRWG");
    for (int length = 0; length < segment.length - 6; length++) {
      byte[] cut = Arrays.copyOf(segment, length);
      assertThat(quarters(read(CameraFiles.with(cut)))).as("%d bytes", length).isEqualTo("RGBW");
    }
    for (int none : new int[] {0, 9, 65535}) {
      byte[] file = CameraFiles.quarters(none, ByteOrder.LITTLE_ENDIAN);
      assertThat(quarters(read(file))).isEqualTo("RGBW");
    }
  }

  @Test
  void webpIsReadLosslessToTheBit() throws IOException {
    Decoded decoded = read(resource("lossless.webp"));
    assertThat(decoded.width()).isEqualTo(64);
    assertThat(decoded.height()).isEqualTo(48);
    for (int y = 0; y < 48; y++) {
      float[] row = decoded.row(y);
      for (int x = 0; x < 64; x++) {
        assertThat(Arrays.copyOfRange(row, 3 * x, 3 * x + 3)).containsExactly(4 * x, 5 * y, 100);
      }
    }
  }

  /** Readers before 2026 let colours drift from the top left to the bottom right. */
  @Test
  void lossyWebpKeepsItsColours() throws IOException {
    Decoded decoded = read(resource("lossy.webp"));
    double[] drift = new double[3];
    for (int y = 24; y < 48; y++) {
      float[] row = decoded.row(y);
      for (int x = 32; x < 64; x++) {
        int[] right = {4 * x, 5 * y, 100};
        for (int c = 0; c < 3; c++) {
          assertThat(row[3 * x + c]).isBetween(right[c] - 16f, right[c] + 16f);
          drift[c] += (row[3 * x + c] - right[c]) / (24 * 32);
        }
      }
    }
    assertThat(drift)
        .satisfies(mean -> Arrays.stream(mean).forEach(d -> assertThat(d).isBetween(-1.5, 1.5)));
  }

  @ParameterizedTest
  @CsvSource({"1, 64, 0", "6, 48, 235", "8, 48, 0"})
  void webpIsTurnedToo(int orientation, int width, float green) throws IOException {
    byte[] webp = CameraFiles.webp(resource("lossless.webp"), 64, 48, orientation);
    Decoded decoded = read(webp);
    assertThat(decoded.width()).isEqualTo(width);
    assertThat(decoded.row(0)[1]).isEqualTo(green); // which was the row
  }

  /** A few bytes that say they hold gigabytes are not believed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWebpTooLargeIsNotDecoded(boolean extended) throws IOException {
    byte[] file;
    String size;
    if (extended) {
      file = CameraFiles.webp(resource("lossless.webp"), 100_000, 20_000, 1);
      size = "100000×20000";
    } else {
      file = resource("lossless.webp");
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 0x0FFFFFFF); // 14 bits each
      size = "16384×16384";
    }
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("picture: " + size + " pixels; at most");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossless.webp", "lossy.webp"})
  void aWebpThatEndsEarlyIsDamaged(String name) throws IOException {
    byte[] whole = resource(name);
    for (int length : new int[] {14, 22, 30, whole.length / 2}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("picture: is ");
    }
  }
}
