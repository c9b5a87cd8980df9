package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import corgi.engine.condition.Port;
import corgi.engine.condition.Told;
import corgi.engine.training.Batches.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchesTest {
  @Test
  void partsFollowOneAnotherAndAreEven() {
    assertThat(new Batches(5).split()).containsExactly(new Part(0, 5));
    assertThat(new Batches(7, 3).split())
        .containsExactly(new Part(0, 2), new Part(2, 4), new Part(4, 7));
    assertThat(new Batches(65_536, 65_536).split()).last().isEqualTo(new Part(65_535, 65_536));
  }

  @Test
  void thePartsOfABatchAreItsRowsInOrder() {
    float[] numbers = new float[5 * 12];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    Batch whole =
        new Batch(
            new Noised(
                new Shape(5, 3, 2, 2), numbers, numbers.clone(), new double[] {.9, .8, .7, .6, .5}),
            new Told(
                5,
                Map.of(Port.TOKENS, numbers.clone(), Port.TOKEN_MASK, new float[5 * 6]),
                Map.of(Port.TOKENS, new Shape(6, 2), Port.TOKEN_MASK, new Shape(6))));
    List<Float> images = new ArrayList<>();
    List<Float> tokens = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    for (Part part : new Batches(5, 2).split()) {
      Batch rows = whole.rows(part);
      assertThat(rows.noised().image()).isEqualTo(new Shape(part.size(), 3, 2, 2));
      assertThat(rows.told().rows()).isEqualTo(part.size());
      assertThat(rows.told().values().get(Port.TOKEN_MASK)).hasSize(part.size() * 6);
      assertThat(rows.noised().noise()).isEqualTo(rows.noised().images());
      add(images, rows.noised().images());
      add(tokens, rows.told().values().get(Port.TOKENS));
      for (double time : rows.noised().places()) {
        times.add(time);
      }
    }
    List<Float> all = new ArrayList<>();
    add(all, numbers);
    assertThat(images).isEqualTo(all);
    assertThat(tokens).isEqualTo(all);
    assertThat(times).containsExactly(.9, .8, .7, .6, .5);
  }

  private static void add(List<Float> list, float[] values) {
    for (float value : values) {
      list.add(value);
    }
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new Batches(0)).hasMessage("batch = 0: must be from 1 to 65536");
    assertThatThrownBy(() -> new Batches(70_000)).hasMessageContaining("batch = 70000");
    assertThatThrownBy(() -> new Batches(4, 5))
        .hasMessage("a batch of 4 in 5 parts: must be from 1 to 4 parts");
    assertThatThrownBy(() -> new Batches(4, 0)).hasMessageContaining("in 0 parts");
  }
}
