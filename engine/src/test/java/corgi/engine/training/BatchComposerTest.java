package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.condition.Port;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchComposerTest {
  private static final int SIZE = 50;
  private static final int TIMES = 1000;

  @Test
  void aBatchIsAFunctionOfSeedAndStep() {
    Batch first = composer(1, 0.1).compose(3);
    Batch again = composer(1, 0.1).compose(3);
    assertThat(again.noised().images()).isEqualTo(first.noised().images());
    assertThat(again.noised().noise()).isEqualTo(first.noised().noise());
    assertThat(again.noised().places()).isEqualTo(first.noised().places());
    assertThat(again.told().values().get(Port.TOKENS))
        .isEqualTo(first.told().values().get(Port.TOKENS));
    assertThat(composer(2, 0.1).compose(3).noised().noise()).isNotEqualTo(first.noised().noise());
    assertThat(composer(1, 0.1).compose(4).noised().noise()).isNotEqualTo(first.noised().noise());
    assertThat(composer(1, 0.1).compose(4).noised().images()).isNotEqualTo(first.noised().images());
  }

  @Test
  void timesCoverTheScheduleEvenly() {
    int[] times = composer(1, 0).compose(0).noised().times(TIMES);
    assertThat(Arrays.stream(times)).allMatch(t -> t >= 0 && t < TIMES);
    int[] sorted = Arrays.stream(times).sorted().toArray();
    int gap = TIMES / SIZE;
    assertThat(IntStream.range(1, SIZE).map(i -> sorted[i] - sorted[i - 1]))
        .allMatch(difference -> Math.abs(difference - gap) <= 1);
  }

  @Test
  void theNullConditionTakesItsShareOfTheExamples() {
    var encoder = Toy.encoder();
    float[] nothing = encoder.encoded("").mask();
    int[] dropped = new int[1];
    BatchComposer composer = composer(1, 0.1);
    for (int step = 0; step < 100; step++) {
      Batch batch = composer.compose(step);
      int length = nothing.length;
      for (int b = 0; b < SIZE; b++) {
        float[] mask =
            Arrays.copyOfRange(
                batch.told().values().get(Port.TOKEN_MASK), b * length, (b + 1) * length);
        if (Arrays.equals(mask, nothing)) {
          dropped[0]++;
        }
      }
    }
    assertThat(dropped[0] / (100.0 * SIZE)).isBetween(0.08, 0.12);
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> new Draws(new Squares("sha256:1"), 0, 0))
        .hasMessageContaining("batch = 0");
    assertThatThrownBy(() -> composer(0, 1.5)).hasMessageContaining("1.5");
  }

  private static BatchComposer composer(long seed, double drop) {
    var draws = new Draws(new Squares("sha256:1"), seed, SIZE);
    return new BatchComposer(draws, Toy.text(drop));
  }
}
