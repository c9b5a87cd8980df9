package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionsTest {
  private static final Portraits DATA = new Portraits(new Portraits.Options(8, Split.ALL));

  @Test
  void everyCaptionSaysNothingButTheTruth() {
    Set<String> wordings = new HashSet<>();
    for (long i = 0; i < 10_000; i++) {
      String caption = DATA.caption(i);
      Map<String, String> read = Captions.parse(caption).orElseThrow();
      assertThat(DATA.labels(i)).as(caption).containsAllEntriesOf(read);
      assertThat(read).as(caption).containsKeys("figure", "face", "head");
      wordings.add(caption);
    }
    assertThat(wordings).hasSizeGreaterThan(2_500);
  }

  @Test
  void theCanonicalCaptionSaysEverything() {
    for (long i = 0; i < 5_000; i++) {
      Map<String, String> labels = DATA.labels(i);
      assertThat(Captions.parse(Captions.canonical(labels))).contains(labels);
    }
  }

  @Test
  void everyPhraseIsUnderstoodAsItsOwnValue() {
    Lexicon lexicon = Lexicon.portraits();
    lexicon
        .vocabulary()
        .forEach(
            (head, values) ->
                values.forEach(
                    value -> {
                      for (String phrase : lexicon.phrases(head, value)) {
                        assertThat(lexicon.start(head, phrase).orElseThrow())
                            .as(phrase)
                            .isEqualTo(new Lexicon.Found(value, ""));
                      }
                    }));
  }

  @Test
  void sentencesReadAsPeopleWriteThem() {
    assertThat(Captions.canonical(Map.of("figure", "cat", "face", "sunglasses", "head", "none")))
        .isEqualTo("a cat wearing sunglasses");
    assertThat(
            Captions.canonical(
                Map.of(
                    "figure", "alien",
                    "face", "medical-mask",
                    "head", "top-hat",
                    "background", "blue",
                    "style", "fluent-emoji-flat")))
        .isEqualTo(
            "an alien wearing a medical mask and a top hat on a blue background, flat style");
    assertThat(Captions.parse("  A Kitty   with SHADES and a bow, noto style. "))
        .contains(Map.of("figure", "cat", "face", "sunglasses", "head", "ribbon", "style", "noto"));
    assertThat(Captions.parse("panda bear in top hat on a grey background"))
        .contains(
            Map.of("figure", "panda", "face", "none", "head", "top-hat", "background", "gray"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a unicorn",
        "a catwalk",
        "a cat wearing",
        "a cat wearing and a crown",
        "a cat wearing a crown and",
        "a cat wearing a crown and a top hat",
        "a cat wearing glasses and sunglasses",
        "a cat wearing a crown and glasses and a ribbon",
        "a cat on a red background",
        "a cat on a blue backgrounds",
        "a cat, cubist style",
        "a cat, flat style, please",
        "two cats"
      })
  void whatTheGrammarDoesNotSayIsNotUnderstood(String prompt) {
    assertThat(Captions.parse(prompt)).isEmpty();
  }

  @Test
  void unknownLabelsAreNamed() {
    assertThatThrownBy(() -> Captions.canonical(Map.of("face", "glasses")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have a figure");
    assertThatThrownBy(() -> Captions.canonical(Map.of("figure", "unicorn")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("figure = unicorn");
    assertThatThrownBy(() -> Captions.canonical(Map.of("figure", "cat", "mood", "good")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'mood'");
  }
}
