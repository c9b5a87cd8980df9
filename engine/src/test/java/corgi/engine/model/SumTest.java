package corgi.engine.model;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SumTest {
  private static final Stage STAGE =
      new Stage(new NoiseLevel(0.8, 0.6, 1), NoiseLevel.CLEAN, 0, 1, true);
  private static final Grid GRID = Grid.through(List.of(STAGE.level(), NoiseLevel.CLEAN), 1);

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Answers with a factor times one evaluation's answer; counts how often it was begun. */
  private record Scaled(Evaluation of, double factor, int[] begun) implements Guidance {
    @Override
    public List<Evaluation> evaluations(Stage stage) {
      return List.of(of);
    }

    @Override
    public NDArray combine(NDArray x, Stage stage, Answers answers) {
      return answers.clean(of).mul(factor);
    }

    @Override
    public Guidance begin(Grid grid) {
      begun[0]++;
      return this;
    }
  }

  @Test
  void shiftsFromTheUnconditionalAnswerAdd() {
    NDArray u = manager.create(new float[] {1, 2});
    NDArray c = manager.create(new float[] {10, 30});
    var weak = UNCONDITIONAL.weak();
    NDArray w = manager.create(new float[] {5, 7});
    int[] begun = {0};
    Guidance sum =
        new Sum(List.of(new Scaled(CONDITIONAL, 2, begun), new Scaled(weak, 3, begun))).begin(GRID);
    assertThat(begun[0]).isEqualTo(2);
    assertThat(sum.evaluations(STAGE)).containsExactly(CONDITIONAL, weak, UNCONDITIONAL);
    var answers =
        new Answers(
            Map.of(
                CONDITIONAL, new Answer(c, c, null),
                UNCONDITIONAL, new Answer(u, u, null),
                weak, new Answer(w, w, null)),
            null);
    // 1 + (20 − 1) + (15 − 1), 2 + (60 − 2) + (21 − 2)
    assertThat(sum.combine(u, STAGE, answers).toFloatArray()).containsExactly(34, 79);
  }

  @Test
  void aSumOfNothingIsRefused() {
    assertThatThrownBy(() -> new Sum(List.of())).hasMessageContaining("at least one");
  }
}
