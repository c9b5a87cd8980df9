package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortionTest {
  private static final int MANY = 20_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5})
  void theSidesShareOutEverythingAndValidationHasItsShare(double share) {
    Portion training = new Portion(Part.TRAINING, share);
    Portion validation = new Portion(Part.VALIDATION, share);
    int kept = 0;
    for (int i = 0; i < MANY; i++) {
      String name = "cats/%05d.png".formatted(i);
      assertThat(training.has(name)).isNotEqualTo(validation.has(name));
      assertThat(training.has(i)).isNotEqualTo(validation.has(i));
      assertThat(new Portion(Part.ALL, share).has(name)).isTrue();
      kept += validation.has(name) ? 1 : 0;
    }
    double deviation = Math.sqrt(share * (1 - share) / MANY);
    assertThat(kept / (double) MANY).isCloseTo(share, within(5 * deviation));
  }

  /** Pinned: a change moves examples that models were trained on over to validation. */
  @Test
  void whoIsOnWhichSideIsPinned() {
    Portion validation = new Portion(Part.VALIDATION, 0.1);
    Set<Integer> kept =
        IntStream.range(0, 50)
            .filter(i -> validation.has(i + ".png"))
            .boxed()
            .collect(Collectors.toSet());
    assertThat(kept).containsExactlyInAnyOrder(1, 5, 19, 26, 30, 41);
  }

  @Test
  void trainingOnPortraitsNeverMeetsAnIndexKeptForValidation() {
    Dataset training = portraits(new Portion(Part.TRAINING, 0.1));
    Dataset validation = portraits(new Portion(Part.VALIDATION, 0.1));
    Dataset all = portraits(Portion.ALL);
    Portion kept = new Portion(Part.VALIDATION, 0.1);
    for (long i = 0; i < 2000; i++) {
      View seen = (View) training;
      View held = (View) validation;
      assertThat(kept.has(seen.inner(i))).isFalse();
      assertThat(kept.has(held.inner(i))).isTrue();
    }
    assertThat(LongStream.range(0, 2000).map(((View) validation)::inner).distinct().count())
        .isGreaterThan(1990);
    long free = LongStream.range(0, 100).filter(i -> !kept.has(i)).findFirst().getAsLong();
    assertThat(training.example(free).picture().values())
        .containsExactly(all.example(free).picture().values());
    assertThat(Set.of(training.hash(), validation.hash(), all.hash())).hasSize(3);
    assertThatThrownBy(() -> portraits(new Portion(Part.VALIDATION, 0))).hasMessageContaining("0");
    assertThatThrownBy(() -> new Portion(Part.ALL, 1)).hasMessageContaining("1.0");
  }

  private static Dataset portraits(Portion portion) {
    return Datasets.open("portraits", new DatasetRequest(8, Split.ALL).portion(portion));
  }
}
