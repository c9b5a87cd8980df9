package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.tensor.CounterRandom;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 40, 256, 257, 60_000})
  void everyPassShowsEachExampleOnceAndNoTwoPassesAreAlike(long size) {
    List<Long> all = LongStream.range(0, size).boxed().toList();
    List<Long> last = List.of();
    for (long pass = 0; pass < 3; pass++) {
      long first = pass * size;
      List<Long> numbers =
          LongStream.range(first, first + size)
              .map(place -> Order.inPasses(size, 7, place) - first)
              .boxed()
              .toList();
      assertThat(numbers.stream().sorted().toList()).isEqualTo(all);
      if (size >= 40) {
        assertThat(numbers).isNotEqualTo(last).isNotEqualTo(all);
      }
      last = numbers;
    }
  }

  /** The pairs (place, what stands there) of a good shuffling have no correlation. */
  @Test
  void aShufflingLeavesNoTrend() {
    int n = 10_000;
    Permutation shuffled = new Permutation(n, 3);
    double sum = 0;
    int near = 0;
    for (int i = 0; i < n; i++) {
      sum += (i - (n - 1) / 2.0) * (shuffled.at(i) - (n - 1) / 2.0);
      near += Math.abs(shuffled.at(i) - shuffled.at((i + 1) % n)) <= 10 ? 1 : 0;
    }
    double variance = (n * (double) n - 1) / 12;
    assertThat(Math.abs(sum / n / variance)).isLessThan(5 / Math.sqrt(n));
    assertThat(near).isLessThan(60); // 20 are expected
  }

  @Test
  void whatNeverEndsIsDrawnAsItAlwaysWas() {
    Dataset portraits = Datasets.open("portraits", new DatasetRequest(8, Split.ALL));
    assertThat(new Order(portraits, 5, 64).index(11, 3))
        .isEqualTo(CounterRandom.key(5, 1, 11, 3) >>> 1);
  }

  @Test
  void batchesFollowOneAnotherThroughThePasses() {
    Dataset ten = new Numbered(10);
    Order threes = new Order(ten, 1, 3);
    List<Long> indices =
        LongStream.range(0, 10)
            .boxed()
            .flatMap(step -> LongStream.range(0, 3).mapToObj(b -> threes.index(step, (int) b)))
            .toList();
    List<Long> all = LongStream.range(0, 30).boxed().toList();
    assertThat(indices).containsExactlyInAnyOrderElementsOf(all);
    assertThat(indices.subList(0, 10)).allMatch(index -> index < 10);
    assertThat(new Order(ten, 1, 6).index(2, 3)).isEqualTo(threes.index(5, 0));
    assertThat(new Order(ten, 2, 3).index(0, 0)).isNotEqualTo(threes.index(0, 0));
    assertThatThrownBy(() -> new Order(ten, 1, 0)).hasMessageContaining("batch = 0");
  }
}
