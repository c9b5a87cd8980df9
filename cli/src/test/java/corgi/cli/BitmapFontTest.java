package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Raster;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BitmapFontTest {
  private final BitmapFont font = BitmapFont.get();

  private byte[] drawn(String text, int size) {
    Canvas canvas = new Canvas(60, 30);
    font.write(canvas, text, new BitmapFont.Spot(0, 0, size));
    return canvas.raster().rgb();
  }

  @Test
  void everyPrintableAsciiLetterHasAPictureOfItsOwn() {
    Set<String> seen = new HashSet<>();
    IntStream.rangeClosed('!', '~')
        .mapToObj(Character::toString)
        .forEach(
            letter -> {
              assertThat(font.has(letter)).as(letter).isTrue();
              assertThat(seen.add(Arrays.toString(drawn(letter, 1)))).as(letter).isTrue();
            });
    assertThat(font.has("γ")).isTrue();
  }

  @Test
  void aLetterStandsWhereItIsDrawn() {
    Raster raster = new Raster(60, 30, drawn("L", 2));
    assertThat(raster.rgb()[0]).isNotEqualTo((byte) -1); // the upper end of the stroke
    assertThat(raster.rgb()[3 * (13 * 60 + 9)]).isNotEqualTo((byte) -1); // the end of the foot
    assertThat(raster.rgb()[3 * 9]).isEqualTo((byte) -1);
  }

  @Test
  void accentsFallAndStrangersAreBoxes() {
    assertThat(font.letters("café 猫😎")).containsExactly("c", "a", "f", "e", " ", "□", "□");
  }

  @Test
  void linesBreakBetweenWordsAndInWordsThatAreTooLong() {
    assertThat(font.wrap("a cat wearing sunglasses", 10))
        .containsExactly("a cat", "wearing", "sunglasses");
    assertThat(font.wrap("unbelievable", 5)).containsExactly("unbel", "ievab", "le");
    assertThat(font.wrap("", 5)).containsExactly("");
  }

  @Test
  void inkBeyondTheSheetIsCutOff() {
    Canvas canvas = new Canvas(4, 4);
    font.write(canvas, "MMMM", new BitmapFont.Spot(0, 0, 3));
    assertThat(canvas.raster().rgb()).hasSize(48);
  }
}
