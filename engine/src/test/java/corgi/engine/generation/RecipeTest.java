package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.tensor.Precision;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
  private static final Recipe RECIPE =
      new Recipe(
          Request.of("a \"cat\"\nwearing γ")
              .gamma(10)
              .negative("a dog")
              .guidance("cfg", "apg:r=2.5")
              .modifiers("interval:low=0.1,high=Infinity")
              .sampler("ddim:eta=0.5")
              .steps(12)
              .labels(Map.of("figure", "cat", "face", "sunglasses"))
              .seed(Long.MIN_VALUE)
              .count(3),
          new Setup(
              "some/folder", "some/classifier", "some/weak", Precision.BF16, Setup.Processor.CPU),
          new Recipe.Hashes("sha256:00", "sha256:01", "sha256:02"),
          "0.1.0");

  private static Recipe.Hashes hash(String model) {
    return new Recipe.Hashes(model, null, null);
  }

  @Test
  void everythingIsReadBack() {
    assertThat(Recipe.fromJson(RECIPE.toJson())).isEqualTo(RECIPE);
  }

  @Test
  void schedulersNoiseAndSizesAreReadBack() {
    Request request =
        Request.ofLabels(Map.of("", "263"))
            .scheduler("EulerDiscreteScheduler:use_karras_sigmas=true")
            .noise(NoiseSource.TORCH)
            .skipping(2)
            .size(768, 512);
    Recipe recipe = new Recipe(request, Setup.DEFAULT, hash("sha256:00"), "0.1.0");

    assertThat(Recipe.fromJson(recipe.toJson())).isEqualTo(recipe);
    assertThat(recipe.toJson())
        .contains("\"scheduler\":\"EulerDiscreteScheduler:use_karras_sigmas=true\"")
        .contains("\"clipSkip\":2", "\"noise\":\"torch\"", "\"size\":\"768x512\"")
        .doesNotContain("sampler");
  }

  @Test
  void absentNegativePromptIsReadBack() {
    Recipe plain = new Recipe(Request.of("a cat"), Setup.DEFAULT, hash("sha256:00"), "0.1.0");

    assertThat(Recipe.fromJson(plain.toJson())).isEqualTo(plain);
  }

  @Test
  void isOneLineThatSaysItAll() {
    assertThat(
            new Recipe(Request.of("a cat").gamma(10).seed(7), Setup.DEFAULT, hash("w"), "v")
                .toJson())
        .isEqualTo(
            "{\"corgi\":\"v\",\"prompts\":[\"a cat\"],\"negative\":null,\"gamma\":10.0,"
                + "\"guidance\":[\"cfg\"],\"modifiers\":[\"interval:low=0.2,high=0.8\"],\"sampler\":\"ddim\",\"steps\":30,"
                + "\"seeds\":[7],\"model\":\"portraits-64\",\"weights\":\"w\","
                + "\"precision\":\"fp32\",\"device\":\"auto\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"gamma\":10.0 | \"gamma\":\"ten\" | 'gamma' is \"ten\", expected a number",
        "\"steps\":12 | \"steps\":1e30 | 'steps, seeds, resample and clipSkip' is 1.0E30, expected whole numbers",
        "\"prompts\": | \"prompt\": | 'prompts' is missing",
        "\"bf16\" | \"fp8\" | 'fp8' is no precision",
        "{ | { | not a recipe: '",
      })
  void refusesWhatIsNoRecipe(String right, String wrong, String message) {
    String json = RECIPE.toJson();
    String damaged =
        right.equals("{") ? json.substring(0, json.length() / 2) : json.replace(right, wrong);

    assertThatThrownBy(() -> Recipe.fromJson(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(right.equals("{") ? "not a recipe" : message);
  }
}
