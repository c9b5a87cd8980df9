package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.Times;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SamplingTest {
  private static final Denoiser HALF = (x, stage) -> Denoised.of(x.mul(0.5));

  private final NDManager manager = Tensors.manager();
  private final NDArray x = manager.ones(new Shape(1, 1, 1, 2));

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray run(Denoiser denoiser, Listener listener) {
    var grid = new Grid(List.of(OneStep.FROM, OneStep.TO), List.of(OneStep.TO, OneStep.END), 1);
    return new Sampling(Ddim.EULER, grid).run(x, denoiser, new RecordedNoise(List.of()), listener);
  }

  @Test
  void firstStateIsScaledNoise() {
    Grid grid = Grid.through(List.of(new NoiseLevel(1, 80, 0), NoiseLevel.CLEAN), 80);
    var noise = new SeededNoise(manager, 4);
    NDArray start = new Sampling(Ddim.EULER, grid).start(noise, new Shape(1, 2, 2));
    NDArray z = noise.at(-1, 0, new Shape(1, 2, 2));
    assertThat(start.toFloatArray()).isEqualTo(z.mul(80).toFloatArray());
  }

  @Test
  void listenerHearsEveryStepInOrder() {
    List<Integer> steps = new ArrayList<>();
    run(
        HALF,
        new Listener() {
          @Override
          public NDArray stepped(Stage stage, NDArray state) {
            assertThat(stage.count()).isEqualTo(2);
            steps.add(stage.index());
            return state;
          }
        });
    assertThat(steps).containsExactly(0, 1);
  }

  @Test
  void hookReplacesTheState() {
    NDArray mask = manager.create(new float[] {7, 8}, new Shape(1, 1, 1, 2));
    NDArray end =
        run(
            HALF,
            new Listener() {
              @Override
              public NDArray stepped(Stage stage, NDArray state) {
                return mask;
              }
            });
    assertThat(end.toFloatArray()).containsExactly(7, 8);
    assertThat(mask.toFloatArray()).containsExactly(7, 8); // still there
    assertThat(x.toFloatArray()).containsExactly(1, 1);
  }

  @Test
  void cancellationStopsBeforeTheNextStep() {
    int[] asked = new int[1];
    Denoiser counting =
        (y, stage) -> {
          asked[0]++;
          return HALF.denoise(y, stage);
        };
    Listener afterOne =
        new Listener() {
          @Override
          public boolean cancelled() {
            return asked[0] == 1;
          }
        };
    assertThatThrownBy(() -> run(counting, afterOne))
        .isInstanceOf(CancelledException.class)
        .hasMessage("cancelled after 1 of 2 steps");
    assertThat(asked[0]).isEqualTo(1);
    assertThat(manager.getManagedArrays()).hasSize(1);
  }

  @Test
  void nonFiniteEstimateIsNamed() {
    Denoiser breaking =
        (y, stage) ->
            Denoised.of(
                stage.index() == 1
                    ? manager.create(new float[] {1, Float.NaN}, y.getShape())
                    : y.mul(0.5));
    assertThatThrownBy(() -> run(breaking, Listener.NONE))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage(
            "step 2 of 2, t = 250.0 (α = 0.8000, σ = 0.6000): 1 of 2 values of the clean image x̂₀ are"
                + " not finite: the guidance is too strong, or weights are damaged");
  }

  @Test
  void nonFiniteStateIsNamed() {
    Sampler broken = grid -> step -> step.x().div(0);
    var sampling = new Sampling(broken, Grid.through(List.of(OneStep.FROM, OneStep.TO), 1));
    assertThatThrownBy(() -> sampling.run(x, HALF, new RecordedNoise(List.of()), Listener.NONE))
        .hasMessageContaining("step 1 of 1")
        .hasMessageContaining("α = 0.8000")
        .hasMessageContaining("2 of 2 values of the state it arrives at");
  }

  @Test
  void largeFiniteValuesPass() {
    NDArray large = manager.full(new Shape(1, 1, 1, 2), 3e38f); // their sum is infinite
    Sampler still = grid -> step -> step.x().duplicate();
    var sampling = new Sampling(still, Grid.through(List.of(OneStep.FROM, OneStep.TO), 1));
    NDArray end = sampling.run(large, HALF, new RecordedNoise(List.of()), Listener.NONE);
    assertThat(end.toFloatArray()).containsExactly(3e38f, 3e38f);
  }

  @Test
  void nothingIsRecordedForDifferentiation() {
    Tensors.recording(
        () -> {
          NDArray leaf = Tensors.leaf(x);
          new Sampling(Ddim.EULER, Times.even(5, 0.1, 2))
              .run(
                  x,
                  (y, stage) -> {
                    assertThat(y.mul(leaf).hasGradient()).isFalse();
                    return HALF.denoise(y, stage);
                  },
                  new RecordedNoise(List.of()),
                  Listener.NONE);
          return null;
        });
  }
}
