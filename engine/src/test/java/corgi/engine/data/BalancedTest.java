package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BalancedTest {
  private static Map<String, Long> counts(Dataset data, String head, long count) {
    return LongStream.range(0, count)
        .mapToObj(i -> data.labels(i).get(head))
        .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
  }

  @Test
  void aPassHasAsManyOfEachClassAsTheLargest() {
    Dataset data = Balanced.of(new Numbered(100), Numbered.HEAD);
    assertThat(data.size()).isEqualTo(2 * 89);
    assertThat(counts(data, Numbered.HEAD, data.size()))
        .isEqualTo(Map.of("common", 89L, "rare", 89L));
    assertThat(data.hash()).isNotEqualTo(new Numbered(100).hash());
    assertThat(data.endless()).isFalse();
  }

  /** 89 examples of ten: every one 8 or 9 times, each time in another pass of the inner set. */
  @Test
  void rareExamplesComeRoundEquallyOftenInPassAfterPass() {
    Dataset data = Balanced.of(new Numbered(100), Numbered.HEAD);
    List<Long> rare =
        LongStream.range(0, data.size())
            .mapToObj(data::example)
            .filter(example -> example.labels().containsValue("rare"))
            .map(example -> Long.valueOf(example.caption()))
            .toList();
    assertThat(rare).doesNotHaveDuplicates();
    Map<Long, Long> times =
        rare.stream().collect(Collectors.groupingBy(index -> index % 100, Collectors.counting()));
    assertThat(times).hasSize(10).allSatisfy((number, n) -> assertThat(n).isBetween(8L, 9L));
  }

  @Test
  void whatNeverEndsIsBalancedToo() {
    Dataset portraits = new Portraits(new Portraits.Options(8, Split.ALL));
    Map<String, Long> before = counts(portraits, "face", 4000);
    assertThat(before.get("none")).isGreaterThan(2 * before.get("glasses"));
    Map<String, Long> after = counts(Balanced.of(portraits, "face"), "face", 4000);
    assertThat(after).hasSize(portraits.vocabulary().get("face").size());
    assertThat(after).allSatisfy((face, n) -> assertThat(n).isBetween(850L, 1150L));
  }

  @Test
  void aHeadThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Balanced.of(new Numbered(10), "colour"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'colour'")
        .hasMessageContaining(Numbered.HEAD);
    Dataset portraits = new Portraits(new Portraits.Options(8, Split.ALL));
    assertThatThrownBy(() -> Balanced.of(portraits, "class")).hasMessageContaining("figure");
  }
}
