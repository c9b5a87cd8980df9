package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Png;
import corgi.engine.generation.Raster;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedTest {
  private static final Wanted PORTRAITS =
      of("portraits", Map.of("figure", List.of("cat", "dog"), "face", List.of("none", "mask")));
  private static final Wanted CLASSES =
      of("folder", Map.of("class", List.of("tabby_cat", "robot")));

  private static Wanted of(String data, Map<String, List<String>> vocabulary) {
    var origin = new AttributeConfig.Origin(data, "hash", 1, 1, 1);
    var image = new AttributeConfig.Image(3, 8);
    return new Wanted(new AttributeConfig(image, List.of(32, 64), vocabulary, origin));
  }

  private static Asked asked(String recipe) throws IOException {
    Raster black = new Raster(1, 1, new byte[3]);
    Map<String, String> texts = new LinkedHashMap<>(Map.of("corgi", recipe));
    return Asked.of(Png.encode(black, texts), "a.png");
  }

  @Test
  void isReadOffThePromptByTheGrammarOfTheData() throws IOException {
    Asked cat = asked("{\"prompts\":[\"a cat on a blue background\"]}");
    assertThat(PORTRAITS.of(cat))
        .containsEntry("figure", "cat")
        .containsEntry("face", "none")
        .containsEntry("background", "blue");
    assertThat(CLASSES.of(asked("{\"prompts\":[\"a photo of a tabby cat\"]}")))
        .containsExactly(Map.entry("class", "tabby_cat"));
  }

  @Test
  void labelsGoBeforeThePromptIfTheClassifierKnowsThem() throws IOException {
    Asked labelled = asked("{\"prompts\":[\"a dog\"],\"labels\":{\"figure\":\"cat\"}}");
    assertThat(PORTRAITS.of(labelled)).containsExactly(Map.entry("figure", "cat"));
    assertThat(CLASSES.of(asked("{\"labels\":{\"\":\"robot\"}}")))
        .containsExactly(Map.entry("class", "robot"));
    assertThat(CLASSES.of(asked("{\"labels\":{\"\":\"263\"}}"))).isEmpty();
  }

  @Test
  void whatCannotBeReadCountsAsNotSaid() throws IOException {
    for (String text : List.of("", "{", "[]", "7", "{\"prompts\":{}}", "{\"labels\":3}")) {
      Asked asked = asked(text);
      assertThat(asked.prompt()).as(text).isEmpty();
      assertThat(PORTRAITS.of(asked)).as(text).isEmpty();
    }
  }
}
