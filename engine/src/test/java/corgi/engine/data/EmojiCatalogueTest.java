package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiCatalogueTest {
  private static final EmojiCatalogue CATALOGUE = EmojiCatalogue.shared();

  @Test
  void labelsAreUniqueAndWellFormed() {
    assertThat(CATALOGUE.names()).extracting(EmojiName::label).doesNotHaveDuplicates();
    assertThat(CATALOGUE.names())
        .allSatisfy(name -> assertThat(name.label()).matches("[a-z0-9]+(-[a-z0-9]+)*"));
    assertThat(CATALOGUE.groups())
        .containsExactly(
            "smileys-emotion",
            "people-body",
            "animals-nature",
            "food-drink",
            "travel-places",
            "activities",
            "objects",
            "symbols",
            "flags");
  }

  /** No two emoji are said alike, so that a caption says which it is. */
  @Test
  void everyWayToSayAnEmojiIsItsOwn() {
    Map<String, String> said = new TreeMap<>();
    for (EmojiName name : CATALOGUE.names()) {
      assertThat(name.ways()).as(name.label()).isNotEmpty();
      for (String way : name.ways()) {
        String thing = way.toLowerCase(java.util.Locale.ROOT).replaceFirst("^(an?|the) ", "");
        assertThat(said.put(thing, name.label())).as(way + " = " + name.label()).isNull();
      }
    }
  }

  @Test
  void noPhraseIsForNothing() {
    assertThat(CATALOGUE.names())
        .extracting(EmojiName::label)
        .containsAll(CATALOGUE.words().known());
    assertThat(CATALOGUE.words().styles().keySet())
        .containsExactlyInAnyOrderElementsOf(IconSets.all().keySet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pizza|pizza|a slice of pizza",
        "alarmclock|alarm-clock|an alarm clock",
        "fox-face-2|fox|a fox",
        "wolfface|wolf|a wolf",
        "poo|pile-of-poo|a pile of poo",
        "unicorn|unicorn|a unicorn",
        "hourglass-done|hourglass-done|an hourglass that has run out",
        "grapes|grapes|grapes",
        "octopus|octopus|an octopus",
        "butter|butter|butter",
        "ambulance|ambulance|an ambulance",
        "one-oclock|one-oclock|a clock showing one o'clock",
        "woman-running|woman-running|a woman running",
        "woman-red-hair|woman-red-hair|a woman with red hair",
        "bone|bone|a bone",
        "u-turn|none|none",
        "no-entry|no-entry|a no entry sign",
        "japan|flag-japan|the flag of Japan",
        "o-button-blood-type|o-button-blood-type|an O button"
      })
  void iconsAreFoundByWhatTheyMayBeCalled(String icon, String label, String way) {
    EmojiName found = CATALOGUE.find(icon).orElse(null);
    if (label.equals("none")) {
      assertThat(found).isNull();
      return;
    }
    assertThat(found.label()).isEqualTo(label);
    assertThat(found.ways().get(0)).isEqualTo(way);
  }

  @Test
  void figuresThatDifferInSkinOrGenderAreOne() {
    String runner = "\uD83C\uDFC3"; // 🏃
    String woman = runner + "\uD83C\uDFFD\u200D\u2640\uFE0F\u200D\u27A1\uFE0F"; // 🏃🏽‍♀️‍➡️
    assertThat(EmojiFigure.of(woman)).isEqualTo(runner + "\u200D\u27A1");
    assertThat(EmojiFigure.hasSkin(woman)).isTrue();
    assertThat(EmojiFigure.isNeutral(runner)).isTrue();
    String astronaut = "\uD83D\uDC69\u200D\uD83D\uDE80"; // 👩‍🚀
    assertThat(EmojiFigure.of(astronaut)).isEqualTo("\uD83E\uDDD1\u200D\uD83D\uDE80");
    assertThat(EmojiFigure.isNeutral(astronaut)).isFalse();
    assertThat(EmojiFigure.isNeutral("\uD83D\uDC69")).isTrue(); // 👩, a woman
    assertThat(List.of("\u2640", "\u2640\uFE0F")).allMatch(EmojiFigure::isNeutral); // ♀
  }

  @Test
  void promptsAreReadAsPeopleWriteThem() {
    EmojiCaptions captions = EmojiCaptions.shared();
    assertThat(captions.parse("  A Donut on a blue background,  NOTO style. "))
        .contains(
            Map.of(
                "name", "doughnut",
                "group", "food-drink",
                "background", "blue",
                "style", "noto"));
    assertThat(captions.parse("octopus, high contrast style"))
        .contains(
            Map.of(
                "name", "octopus",
                "group", "animals-nature",
                "style", "fluent-emoji-high-contrast"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "two octopuses",
        "an octopus, cubist style",
        "an octopus on a red background"
      })
  void whatTheGrammarDoesNotSayIsNotUnderstood(String prompt) {
    assertThat(EmojiCaptions.shared().parse(prompt)).isEmpty();
  }
}
