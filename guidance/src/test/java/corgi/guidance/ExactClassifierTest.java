package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Guidance;
import corgi.engine.sampling.Heun;
import corgi.guidance.ByClassifier.Form;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The central law: by Bayes' rule ∇log p(y|x) = ∇log p(x|y) − ∇log p(x), so guidance by the
 * gradient of an exact noisy classifier is classifier-free guidance with exact models, for every γ.
 */
class ExactClassifierTest {
  private static final List<Double> GAMMAS = List.of(-1.0, 0.0, 1.0, 3.0, 10.0);

  @Test
  void oneAnswerIsTheSame() {
    try (World world = new World()) {
      for (int i = 0; i < World.GRID.steps(); i++) {
        for (double gamma : GAMMAS) {
          NDArray x = world.state(i, 3);
          NDArray free = world.guided(new ClassifierFree(gamma), x, World.stage(i), 2, 2, 2);
          NDArray byClassifier =
              world.guided(new ByClassifier(gamma, Form.SCORE), x, World.stage(i), 2, 2, 2);
          assertSame(gamma, byClassifier.toFloatArray(), free.toFloatArray());
        }
      }
    }
  }

  @Test
  void aRunIsTheSame() {
    try (World world = new World()) {
      for (double gamma : GAMMAS) {
        assertSame(
            gamma,
            world.draw(new ByClassifier(gamma, Form.SCORE), new long[] {1, 2}, 1, 1),
            world.draw(new ClassifierFree(gamma), new long[] {1, 2}, 1, 1));
      }
    }
  }

  /** From κ = 80, where the shift is 6,400 times the gradient. */
  @Test
  void aRunOfGaussiansIsTheSame() {
    try (TwoGaussians world = new TwoGaussians()) {
      for (double gamma : GAMMAS) {
        assertSame(
            gamma,
            world.run(new Heun(), 64, new ByClassifier(gamma, Form.SCORE), -80, 0, 40, 80),
            world.run(new Heun(), 64, new ClassifierFree(gamma), -80, 0, 40, 80));
      }
    }
  }

  /** Fails unless all differ by at most 10⁻⁵ of the largest value. */
  private static void assertSame(double gamma, float[] byClassifier, float[] free) {
    float most = 0;
    for (float value : free) {
      most = Math.max(most, Math.abs(value));
    }
    assertThat(byClassifier).as("γ = %s", gamma).containsExactly(free, within(1e-5f * most));
  }

  /** γ is counted from the unconditional answer: from the conditional one it would be 1 + γ. */
  @Test
  void theBaseIsTheUnconditionalAnswer() {
    try (World world = new World()) {
      NDArray x = world.state(4, 1);
      Guidance zero = new ByClassifier(0, Form.SCORE);
      GuidanceLaws.assertClose(
          world.guided(zero, x, World.stage(4), 1),
          world.mixture.clean(x, World.stage(4).level()),
          1e-5);
    }
  }
}
