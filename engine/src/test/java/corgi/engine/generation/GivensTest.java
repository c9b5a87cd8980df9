package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.data.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivensTest {
  private static final Request CAT = Request.of("a cat").guidance("plain");

  private static Picture grey(int height, int width, float value) {
    float[] values = new float[height * width];
    java.util.Arrays.fill(values, value);
    return new Picture(1, height, width, values);
  }

  @ParameterizedTest
  @CsvSource({"30, 0.6, 18", "30, 1, 30", "30, 0, 0", "50, 0.58, 28", "10, 0.19, 1"})
  void theLastStepsAreMadeRoundedDown(int steps, double strength, int made) {
    assertThat(CAT.init(grey(4, 4, 0)).strength(strength).steps(steps).steps()).isEqualTo(made);
  }

  @Test
  void thePresetIsFourFifthsAndWithAMaskAll() {
    Request from = CAT.init(grey(4, 4, 0)).steps(10);

    assertThat(CAT.steps(10).steps()).isEqualTo(10);
    assertThat(from.steps()).isEqualTo(8);
    assertThat(from.mask(grey(4, 4, 1)).steps()).isEqualTo(10);
    assertThat(from.mask(grey(4, 4, 1)).givens().settled().strength()).isEqualTo(1);
  }

  @Test
  void strengthOfLessThanAStepIsRefused() {
    assertThatThrownBy(() -> CAT.init(grey(4, 4, 0)).strength(0.03).steps(30).steps())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "strength = 0.03 of 30 steps is less than one step: at least 0.0334, or take more"
                + " steps");
    assertThat(CAT.init(grey(4, 4, 0)).strength(0.0334).steps(30).steps()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void strengthOutOfRangeIsRefused(double strength) {
    assertThatThrownBy(() -> CAT.strength(strength))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("strength = " + strength + ": must be from 0");
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() {
    assertThatThrownBy(() -> CAT.strength(0.5).check()).hasMessageStartingWith("strength without");
    assertThatThrownBy(() -> CAT.mask(grey(4, 4, 1)).check())
        .hasMessageStartingWith("mask without init");
    assertThatThrownBy(() -> CAT.init(grey(4, 4, 0)).mask(grey(4, 6, 1)).check())
        .hasMessage("the mask has 6x4 pixels and the init picture 4x4: both must have one size");
    assertThatThrownBy(() -> Mask.of(grey(4, 4, -1)))
        .hasMessageStartingWith("the mask is black all over");
    assertThatThrownBy(() -> Mask.of(grey(4, 4, 1)).rounds(0)).hasMessageContaining("resample = 0");
    assertThatThrownBy(() -> CAT.points(new NamedPoint("a", 0, 0), new NamedPoint("a", 1, 1)))
        .hasMessage("point 'a' is given twice");
    assertThatThrownBy(() -> new NamedPoint("nose", 0.5, 1.5))
        .hasMessage("point 'nose' at 0.5,1.5: both must be from 0, left and top, to 1");
    assertThatThrownBy(() -> new NamedPoint(" ", 0, 0)).hasMessageContaining("name is empty");
  }

  @Test
  void aRecipeKnowsPicturesByTheHashOfTheirPixels() {
    Request request =
        CAT.init(grey(4, 6, 1))
            .strength(0.25)
            .mask(Mask.of(grey(4, 6, 0)).rounds(5).kept(Mask.Kept.DECODED))
            .points(new NamedPoint("left eye", 0.25, 0.5));
    Recipe recipe = new Recipe(request, Setup.DEFAULT, new Recipe.Hashes("w", null, null), "v");

    Recipe read = Recipe.fromJson(recipe.toJson());
    assertThat(read).isEqualTo(recipe);
    assertThat(recipe.toJson())
        .contains("\"init\":{\"size\":\"6x4\",\"pixels\":\"sha256:")
        .contains("\"strength\":0.25", "\"resample\":5,\"kept\":\"decoded\"")
        .contains("\"points\":[{\"name\":\"left eye\",\"x\":0.25,\"y\":0.5}]");
    assertThat(recipe.toJson()) // printf '\xff%.0s' {1..72} | sha256sum
        .contains("sha256:51cfa32fece0135f38198da2529e7c6a0c1f53747984d55705077b7f6920cc76");
    assertThat(CAT.init(grey(4, 6, 0.9f)).givens()).isNotEqualTo(CAT.init(grey(4, 6, 1)).givens());
    assertThatThrownBy(() -> read.request().givens().init().fitted(3, new PictureSize(4, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not in the recipe: give it again");
  }

  @Test
  void aDrawingInMemoryIsTheSameAsItsFile() {
    Picture drawn = new Picture(3, 1, 1, new float[] {0.1234f, -0.5f, 0.999f});

    assertThat(GivenPicture.of(drawn)).isEqualTo(GivenPicture.of(Raster.of(drawn)));
    assertThat(GivenPicture.of(drawn).fitted(3, new PictureSize(1, 1)).values())
        .containsExactly(143 / 127.5f - 1, 64 / 127.5f - 1, 255 / 127.5f - 1);
  }

  @Test
  void aPictureOfAnotherSizeIsCutToTheMiddleAndScaled() {
    byte[] rgb = new byte[3 * 8 * 4]; // 8 wide, 4 high: columns of 0, 10, … 70
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3 % 8 * 10);
    }
    GivenPicture wide = GivenPicture.of(new Raster(8, 4, rgb));
    float[] row = wide.fitted(1, new PictureSize(4, 4)).values();
    float[] half = wide.fitted(1, new PictureSize(2, 2)).values();

    assertThat(List.of(level(row[0]), level(row[3]))).containsExactly(20.0, 50.0);
    assertThat(level(half[0])).isCloseTo(25, within(3.0)); // of 20 and 30, and a little of 40
    assertThat(level(half[1])).isCloseTo(45, within(3.0));
    assertThat(level(half[0]) + level(half[1])).isCloseTo(70, within(1e-3));
    assertThat(wide.fitted(3, new PictureSize(16, 8)).values()).hasSize(3 * 16 * 8);
  }

  private static double level(float value) {
    return Math.round((value + 1) * 127.5 * 1e3) / 1e3;
  }
}
