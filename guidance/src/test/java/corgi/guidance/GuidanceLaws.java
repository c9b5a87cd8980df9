package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.EMPTY;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Guidance;
import corgi.engine.model.Side;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Heun;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Stage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What holds for everything that steers. A strategy's test implements this by way of the two
 * sub-interfaces.
 */
interface GuidanceLaws {
  /** Strengths from opposing to excessive. */
  List<Double> GAMMAS = List.of(-1.0, 0.0, 0.5, 1.0, 3.0, 10.0);

  /** What is under test, steering by γ, its other settings at their presets. */
  Guidance steeringBy(double gamma);

  /** Whether γ = 0 sees the prompt, as a strategy may declare by its base. */
  default boolean seesThePromptAtZero() {
    return false;
  }

  /** What it steers: a first-order sampler, and at least one other. */
  default List<Sampler> samplers() {
    return List.of(Ddim.EULER, new Heun(), Ddim.of(1));
  }

  /** How many rows an image needs beyond those declared, of strategies that ask again. */
  default int askedAgain(double gamma) {
    return 0;
  }

  @Test
  default void gammaZeroDoesNotSeeThePrompt() {
    if (seesThePromptAtZero()) {
      assertThat(steeringBy(0).evaluations(World.stage(0)))
          .anyMatch(evaluation -> evaluation.side().equals(Side.PROMPT));
      return;
    }
    try (World world = new World()) {
      for (int i = 0; i < World.GRID.steps(); i++) {
        assertThat(steeringBy(0).evaluations(World.stage(i)))
            .as("asked at step %d", i)
            .noneMatch(evaluation -> evaluation.side().equals(Side.PROMPT));
      }
      assertThat(world.draw(samplers().get(0), steeringBy(0), new long[] {1, 2}, 0, 1))
          .containsExactly(world.draw(samplers().get(0), steeringBy(0), new long[] {1, 2}, 2, 2));
    }
  }

  @Test
  default void theNullBranchNeverSeesThePrompt() {
    try (World world = new World()) {
      for (double gamma : GAMMAS) {
        for (int i = 0; i < World.GRID.steps(); i++) {
          NDArray x = world.state(i, 2);
          Denoised one = steeringBy(gamma).over(world.model(0, 1)).denoise(x, World.stage(i));
          Denoised other = steeringBy(gamma).over(world.model(2, 0)).denoise(x, World.stage(i));
          if (one.unconditional() != null) {
            assertThat(one.unconditional().toFloatArray())
                .containsExactly(other.unconditional().toFloatArray());
          }
        }
      }
    }
  }

  @Test
  default void anImageDoesNotDependOnItsBatch() {
    try (World world = new World()) {
      for (double gamma : GAMMAS) {
        float[] batch =
            world.draw(samplers().get(0), steeringBy(gamma), new long[] {4, 5, 6}, 0, 2, 1);
        float[] alone = world.draw(samplers().get(0), steeringBy(gamma), new long[] {5}, 2);
        int size = (int) World.IMAGE.size();
        assertThat(alone)
            .as("γ = %s", gamma)
            .containsExactly(Arrays.copyOfRange(batch, size, 2 * size), within(2e-5f));
      }
    }
  }

  @Test
  default void whatIsDeclaredIsAskedInOneForwardPassOfEveryNetwork() {
    try (World world = new World()) {
      for (double gamma : GAMMAS) {
        for (int i = 0; i < World.GRID.steps(); i++) {
          Guidance guidance = steeringBy(gamma).begin(World.GRID);
          var asked = new HashSet<>(guidance.evaluations(World.stage(i)));
          long networks = asked.stream().map(Evaluation::weights).distinct().count();
          world.forwards = 0;
          world.rows = 0;
          guidance.over(world.model(0, 1)).denoise(world.state(i, 2), World.stage(i));
          int again = askedAgain(gamma);
          assertThat(world.forwards)
              .as("forward passes, γ = %s", gamma)
              .isEqualTo((int) networks + again);
          assertThat(world.rows)
              .as("rows, γ = %s, step %d", gamma, i)
              .isEqualTo(2 * (asked.size() + again));
        }
      }
    }
  }

  @Test
  default void whatOthersAskedMakesNoDifference() {
    try (World world = new World()) {
      NDArray x = world.state(4, 2);
      Stage stage = World.stage(4);
      var all = List.of(CONDITIONAL, UNCONDITIONAL, EMPTY, CONDITIONAL.weak());
      for (double gamma : GAMMAS) {
        NDArray more = steeringBy(gamma).combine(x, stage, world.model(0, 1).answer(x, stage, all));
        assertClose(more, world.guided(steeringBy(gamma), x, stage, 0, 1), 1e-6);
      }
    }
  }

  @Test
  default void theSameRunTwiceGivesTheSameBits() {
    try (World world = new World()) {
      for (Sampler sampler : samplers()) {
        float[] first = world.draw(sampler, steeringBy(3), new long[] {1, 2}, 0, 1);
        assertThat(world.draw(sampler, steeringBy(3), new long[] {1, 2}, 0, 1))
            .as("%s", sampler)
            .containsExactly(first);
      }
    }
  }

  @Test
  default void aRunLeavesNothingToTheNext() {
    try (World world = new World()) {
      Guidance used = steeringBy(3);
      NDArray x = world.state(4, 2);
      float[] fresh = world.guided(steeringBy(3), x, World.stage(4), 0, 1).toFloatArray();
      world.guided(used, world.state(3, 2), World.stage(3), 2, 1); // in no scope that ends memory
      assertThat(world.guided(used, x, World.stage(4), 0, 1).toFloatArray()).containsExactly(fresh);
      world.draw(samplers().get(0), used, new long[] {8, 9}, 2, 1);
      assertThat(world.draw(samplers().get(0), used, new long[] {1, 2}, 0, 1))
          .containsExactly(world.draw(samplers().get(0), steeringBy(3), new long[] {1, 2}, 0, 1));
    }
  }

  /** The second evaluations of Heun's method must not count as steps. */
  @Test
  default void memoryAdvancesOncePerStep() {
    try (World world = new World()) {
      Denoiser once = steeringBy(3).begin(World.GRID).over(world.model(0, 1));
      Denoiser often = steeringBy(3).begin(World.GRID).over(world.model(0, 1));
      for (int i = 2; i < 6; i++) {
        Stage stage = World.stage(i);
        NDArray x = world.state(i, 2);
        assertThat(often.denoise(x, stage).clean().toFloatArray())
            .as("step %d", i)
            .containsExactly(once.denoise(x, stage).clean().toFloatArray());
        NDArray later = world.state(i + 1, 2);
        float[] second = often.denoise(later, stage.again(stage.next())).clean().toFloatArray();
        assertThat(often.denoise(later, stage.again(stage.next())).clean().toFloatArray())
            .as("a later evaluation sees the same memory again")
            .containsExactly(second);
      }
    }
  }

  @Test
  default void memoryStaysFlat() {
    try (World world = new World()) {
      world.draw(samplers().get(1), steeringBy(3), new long[] {1}, 0);
      int perModel = world.manager.getManagedArrays().size();
      for (int run = 2; run <= 12; run++) {
        world.draw(samplers().get(1), steeringBy(3), new long[] {1}, 0);
        assertThat(world.manager.getManagedArrays())
            .as("two conditions and a seed's noise a run, nothing else")
            .hasSize(run * perModel);
      }
    }
  }

  /** Fails unless all elements differ by at most {@code tolerance}. */
  static void assertClose(NDArray actual, NDArray expected, double tolerance) {
    assertThat(actual.toFloatArray())
        .containsExactly(expected.toFloatArray(), within((float) tolerance));
  }
}
