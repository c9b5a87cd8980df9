package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.Times;
import corgi.engine.schedule.Grid;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Of two pixels N(0, Σ), Σ = (1 ρ; ρ 1), the first is kept at a, so that the second is N(ρ·a, 1 −
 * ρ²).
 */
class RepaintTest {
  private static final double RHO = 0.8;
  private static final double KEPT = 1.5;
  private static final Shape IMAGE = new Shape(1, 1, 2);
  private static final Grid GRID = Times.even(20, 0.05, 25);

  private final NDManager manager = Tensors.manager();
  private final NDArray known =
      manager.create(new float[] {(float) KEPT, -9}, new Shape(1, 1, 1, 2));
  private final NDArray drawn = manager.create(new float[] {0, 1}, new Shape(1, 1, 1, 2));

  @AfterEach
  void close() {
    manager.close();
  }

  /** E[x₀ | x] of the pair: each principal axis shrinks by α·s²/(α²s² + σ²). */
  private static Denoised exact(NDArray x, Stage stage) {
    double alpha = stage.level().alpha();
    double sigma = stage.level().sigma();
    double sum = alpha * (1 + RHO) / (alpha * alpha * (1 + RHO) + sigma * sigma);
    double difference = alpha * (1 - RHO) / (alpha * alpha * (1 - RHO) + sigma * sigma);
    NDArray swapped = NDArrays.concat(new NDList(x.get(":, :, :, 1:"), x.get(":, :, :, :1")), 3);
    return Denoised.of(x.add(swapped).mul(sum / 2).add(x.sub(swapped).mul(difference / 2)));
  }

  private NDArray run(Sampler sampler, int rounds, long... seeds) {
    Noise noise = new SeededNoise(manager, seeds);
    NDArray epsilon = noise.at(Noise.INITIAL, 0, IMAGE);
    Repaint repaint = new Repaint(known, drawn, epsilon, rounds);
    NDArray last =
        new Sampling(sampler, GRID)
            .run(
                epsilon.mul(GRID.initialScale()),
                repaint.over(RepaintTest::exact),
                noise,
                repaint.over(Listener.NONE));
    return repaint.end(last);
  }

  private double mean(Sampler sampler, int rounds) {
    NDArray end = run(sampler, rounds, LongStream.range(0, 600).toArray());
    assertThat(end.get(":, :, :, :1").toFloatArray()).containsOnly((float) KEPT);
    return end.get(":, :, :, 1:").mean().getFloat();
  }

  @Test
  void theKeptPartIsExactAndTheRestFollowsItTheBetterTheMoreRounds() {
    double once = mean(Ddim.ancestral(StepVariance.SMALL), 1);
    double often = mean(Ddim.ancestral(StepVariance.SMALL), 20);

    assertThat(often).isCloseTo(RHO * KEPT, within(0.08)); // √(1 − ρ²)/√600 = .025
    assertThat(once).isLessThan(often).isBetween(0.3, 1.1); // it fits, but not enough
  }

  @Test
  void theSpreadIsTheConditionalOne() {
    NDArray end = run(Ddim.ancestral(StepVariance.SMALL), 10, LongStream.range(0, 600).toArray());
    NDArray second = end.get(":, :, :, 1:");
    double deviation = Math.sqrt(second.sub(second.mean()).square().mean().getFloat());

    assertThat(deviation).isCloseTo(Math.sqrt(1 - RHO * RHO), within(0.08));
  }

  @Test
  void imageDoesNotDependOnItsBatch() {
    for (int rounds : new int[] {1, 3}) {
      float[] three = run(Ddim.of(0.5), rounds, 7, 8, 9).toFloatArray();
      assertThat(run(Ddim.of(0.5), rounds, 8).toFloatArray()).containsExactly(three[2], three[3]);
    }
  }

  @Test
  void greyBlends() {
    NDArray grey = manager.create(new float[] {0.25f, 1}, new Shape(1, 1, 1, 2));
    NDArray fresh = manager.create(new float[] {-0.5f, 2}, new Shape(1, 1, 1, 2));

    assertThat(new Repaint(known, grey, null, 1).end(fresh).toFloatArray())
        .containsExactly(0.25f * -0.5f + 0.75f * 1.5f, 2);
  }

  @Test
  void stepsAreCountedOnceAndMadeAsOftenAsAsked() {
    Noise noise = new SeededNoise(manager, 1);
    NDArray epsilon = noise.at(Noise.INITIAL, 0, IMAGE);
    Repaint repaint = new Repaint(known, drawn, epsilon, 4);
    List<Integer> steps = new ArrayList<>();
    int[] asked = new int[1];
    Denoiser counting =
        (x, stage) -> {
          asked[0]++;
          return exact(x, stage);
        };
    Listener watching =
        new Listener() {
          @Override
          public NDArray stepped(Stage stage, NDArray x) {
            steps.add(stage.index());
            return x;
          }
        };
    new Sampling(Ddim.EULER, GRID)
        .run(epsilon, repaint.over(counting), noise, repaint.over(watching));

    assertThat(steps).hasSize(25).doesNotHaveDuplicates();
    assertThat(asked[0]).isEqualTo(100);
  }

  @Test
  void samplersThatRememberMakeStepsOnceOnly() {
    assertThat(run(DpmSolver.plusPlus(2), 1, 5).toFloatArray()[0]).isEqualTo((float) KEPT);
    assertThatThrownBy(() -> run(DpmSolver.plusPlus(2), 2, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps that are made several times need a sampler");
  }
}
