package corgi.engine.data;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldOutTest {
  private static final List<Map.Entry<String, String>> PAIRS = Portraits.heldOutPairs();

  @Test
  void holdsOut41PairsSpreadOverAllFiguresAndAccessories() {
    assertThat(PAIRS).hasSize(41).doesNotHaveDuplicates();
    assertThat(PAIRS.stream().collect(groupingBy(Map.Entry::getKey, counting())).values())
        .hasSize(21)
        .allMatch(n -> n <= 2);
    assertThat(PAIRS.stream().collect(groupingBy(Map.Entry::getValue, counting())).values())
        .hasSize(11)
        .allMatch(n -> n <= 4);
  }

  @Test
  void holdsOutThePairsPeopleAskFor() {
    assertThat(PAIRS)
        .contains(
            Map.entry("cat", "sunglasses"),
            Map.entry("dog", "top-hat"),
            Map.entry("frog", "crown"),
            Map.entry("panda", "glasses"));
  }

  @Test
  void namesOnlyLabelsThatExist() {
    Map<String, List<String>> known = Lexicon.portraits().vocabulary();
    for (var pair : PAIRS) {
      assertThat(known.get("figure")).contains(pair.getKey());
      assertThat(pair.getValue())
          .isNotEqualTo("none")
          .matches(a -> known.get("face").contains(a) || known.get("head").contains(a));
    }
  }

  @Test
  void seenNeverShowsOrNamesAHeldOutPairAndHeldOutAlwaysDoes() {
    Portraits seen = new Portraits(new Portraits.Options(8, Split.SEEN));
    Portraits heldOut = new Portraits(new Portraits.Options(8, Split.HELD_OUT));
    for (long i = 0; i < 10_000; i++) {
      assertHolds(seen.labels(i), seen.caption(i), false);
      assertHolds(heldOut.labels(i), heldOut.caption(i), true);
    }
  }

  private static void assertHolds(Map<String, String> labels, String caption, boolean expected) {
    Map<String, String> read = Captions.parse(caption).orElseThrow();
    boolean shown = false;
    for (String accessory : List.of(labels.get("face"), labels.get("head"))) {
      shown |= PAIRS.contains(Map.entry(labels.get("figure"), accessory));
    }
    assertThat(shown).as(caption).isEqualTo(expected);
    assertThat(Portraits.isHeldOut(read)).as(caption).isEqualTo(expected);
  }

  @Test
  void everyHeldOutPairIsDrawnByHeldOutAndEveryOtherBySeen() {
    assertThat(drawn(Split.HELD_OUT)).containsAll(PAIRS);
    assertThat(drawn(Split.SEEN)).hasSize(231 - 41).doesNotContainAnyElementsOf(PAIRS);
  }

  private static Set<Map.Entry<String, String>> drawn(Split split) {
    Portraits data = new Portraits(new Portraits.Options(8, split));
    Set<Map.Entry<String, String>> drawn = new HashSet<>();
    for (long i = 0; i < 10_000; i++) {
      Map<String, String> labels = data.labels(i);
      for (String head : List.of("face", "head")) {
        if (!labels.get(head).equals("none")) {
          drawn.add(Map.entry(labels.get("figure"), labels.get(head)));
        }
      }
    }
    return drawn;
  }
}
