package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A step whose numbers are not finite moves nothing. */
class TrainerGuardTest {
  private static final long GOOD = 3;

  @Test
  void aLossThatIsNotFiniteMovesNothing() {
    assertNothingMoves(
        (w, m) -> Tensors.scale(w.sum(), Double.NaN), "step 3: loss NaN, gradient norm NaN");
  }

  @Test
  void aPartWhoseLossIsInfiniteMovesNothing() {
    assertNothingMoves((w, m) -> w.sum().sub(w.sum()).log(), "step 3: loss -Infinity");
  }

  @Test
  void aGradientThatIsNotFiniteMovesNothing() {
    assertNothingMoves( // finite at 0, where the root is infinitely steep
        (w, m) -> w.sum().sub(w.sum()).sqrt(), "step 3: loss 0.0, gradient norm NaN");
    assertNothingMoves((w, m) -> Tensors.scale(w.sum(), 1e30), "gradient norm Infinity");
  }

  private static void assertNothingMoves(
      BiFunction<NDArray, NDManager, NDArray> broken, String message) {
    TrainerOptions options =
        new TrainerOptions(
                Limit.ofSteps(10), 2, 1, new LearningRate(0.1, 0, 0), 0.9, Precision.FP32)
            .with(List.of(EmaSpec.ofDecay(0.9), EmaSpec.parse("power:gamma=1")));
    try (NDManager manager = Tensors.manager();
        Line line = new Line(manager, broken);
        Trainer<Long> trainer = new Trainer<>(line, options)) {
      for (long step = 0; step < GOOD; step++) {
        trainer.step();
      }
      List<float[]> before = everything(line, trainer);
      Counters counters = trainer.counters();
      assertThatThrownBy(trainer::step)
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining(message);
      assertThat(trainer.counters()).isEqualTo(counters);
      List<float[]> after = everything(line, trainer);
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
  }

  private static List<float[]> everything(Line line, Trainer<Long> trainer) {
    List<float[]> all = new ArrayList<>();
    line.parameters().arrays().forEach(array -> all.add(array.toFloatArray()));
    trainer.averaged(0).forEach(array -> all.add(array.toFloatArray()));
    trainer.averaged(1).forEach(array -> all.add(array.toFloatArray()));
    assertThat(all.get(0)).isNotEqualTo(all.get(1));
    return all;
  }

  /** Four weights, and a loss that breaks after some steps; a batch is its step's number. */
  private record Line(Parameters parameters, BiFunction<NDArray, NDManager, NDArray> broken)
      implements Task<Long>, AutoCloseable {
    Line(NDManager manager, BiFunction<NDArray, NDManager, NDArray> broken) {
      this(new Parameters(manager), broken);
      Linear.plain(parameters.root(), 2, 2);
    }

    @Override
    public void start(long seed) {
      parameters.initialise(seed);
    }

    @Override
    public Long batch(long step) {
      return step;
    }

    @Override
    public Long rows(Long batch, Batches.Part part) {
      return batch;
    }

    @Override
    public NDArray loss(Long batch, NDManager manager) {
      NDArray w = parameters.find("weight").array();
      return batch < GOOD ? w.square().sum() : broken.apply(w, manager);
    }

    @Override
    public void close() {
      parameters.close();
    }
  }
}
