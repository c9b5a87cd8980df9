package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    assertThat(again.images()).isEqualTo(first.images());
    assertThat(again.noise()).isEqualTo(first.noise());
    assertThat(again.times()).isEqualTo(first.times());
    assertThat(again.text().tokens()).isEqualTo(first.text().tokens());
    assertThat(composer(2, 0.1).compose(3).noise()).isNotEqualTo(first.noise());
    assertThat(composer(1, 0.1).compose(4).noise()).isNotEqualTo(first.noise());
    assertThat(composer(1, 0.1).compose(4).images()).isNotEqualTo(first.images());
  }

  @Test
  void timesCoverTheScheduleEvenly() {
    int[] times = composer(1, 0).compose(0).times();
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
        float[] mask = Arrays.copyOfRange(batch.text().mask(), b * length, (b + 1) * length);
        if (Arrays.equals(mask, nothing)) {
          dropped[0]++;
        }
      }
    }
    assertThat(dropped[0] / (100.0 * SIZE)).isBetween(0.08, 0.12);
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> new BatchComposer.Options(0, 0, 0.1, TIMES))
        .hasMessageContaining("batch = 0");
    assertThatThrownBy(() -> new BatchComposer.Options(0, 1, 1.5, TIMES))
        .hasMessageContaining("1.5");
  }

  private static BatchComposer composer(long seed, double drop) {
    return new BatchComposer(
        new Squares("sha256:1"), Toy.encoder(), new BatchComposer.Options(seed, SIZE, drop, TIMES));
  }
}
