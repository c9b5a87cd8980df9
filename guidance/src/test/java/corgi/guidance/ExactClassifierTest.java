package corgi.guidance;

import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Guidance;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The central law: by Bayes' rule ∇log p(y|x) = ∇log p(x|y) − ∇log p(x), so guidance by the
 * gradient of an exact noisy classifier is classifier-free guidance with exact models, for every γ.
 */
class ExactClassifierTest {
  /**
   * Dhariwal and Nichol 2021 (2105.05233), algorithm 2, as a change of the clean image: x̂₀ = u +
   * γ·(σ²/α)·∇ₓ log p(y|x), for one class.
   */
  private record ByGradient(double gamma, GaussianMixture mixture, int label) implements Guidance {
    @Override
    public List<Evaluation> evaluations(Stage stage) {
      return List.of(UNCONDITIONAL);
    }

    @Override
    public NDArray combine(NDArray x, Stage stage, Answers answers) {
      NoiseLevel level = stage.level();
      NDArray g = Tensors.gradient(z -> mixture.logPosterior(z, level).get(":, " + label), x);
      double scale = level.sigma() * level.sigma() / level.alpha();
      return answers.clean(UNCONDITIONAL).add(g.mul(gamma * scale));
    }
  }

  @Test
  void oneAnswerIsTheSame() {
    try (World world = new World()) {
      for (int i = 0; i < World.GRID.steps(); i++) {
        for (double gamma : List.of(-1.0, 0.0, 1.0, 3.0, 10.0)) {
          NDArray x = world.state(i, 3);
          NDArray free = world.guided(new ClassifierFree(gamma), x, World.stage(i), 2, 2, 2);
          NDArray byGradient =
              world.guided(new ByGradient(gamma, world.mixture, 2), x, World.stage(i), 2, 2, 2);
          assertThat(byGradient.toFloatArray())
              .as("γ = %s, κ = %s", gamma, World.stage(i).level().kappa())
              .containsExactly(
                  free.toFloatArray(), within(2e-5f * (float) Math.max(1, Math.abs(gamma))));
        }
      }
    }
  }

  @Test
  void aRunIsTheSame() {
    try (World world = new World()) {
      for (double gamma : List.of(1.0, 4.0)) {
        assertThat(world.draw(new ByGradient(gamma, world.mixture, 1), new long[] {1, 2}, 1, 1))
            .as("γ = %s", gamma)
            .containsExactly(
                world.draw(new ClassifierFree(gamma), new long[] {1, 2}, 1, 1), within(2e-4f));
      }
    }
  }

  /** γ is counted from the unconditional answer: from the conditional one it would be 1 + γ. */
  @Test
  void theBaseIsTheUnconditionalAnswer() {
    try (World world = new World()) {
      NDArray x = world.state(4, 1);
      Guidance zero = new ByGradient(0, world.mixture, 1);
      GuidanceLaws.assertClose(
          world.guided(zero, x, World.stage(4), 1),
          world.mixture.clean(x, World.stage(4).level()),
          1e-5);
    }
  }
}
