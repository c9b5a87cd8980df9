package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Guidance;
import corgi.guidance.ByClassifier.Form;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The central law: by Bayes' rule ∇log p(y|x) = ∇log p(x|y) − ∇log p(x), so guidance by the
 * gradient of an exact noisy classifier is classifier-free guidance with exact models, for every γ.
 */
class ExactClassifierTest {
  @Test
  void oneAnswerIsTheSame() {
    try (World world = new World()) {
      for (int i = 0; i < World.GRID.steps(); i++) {
        for (double gamma : List.of(-1.0, 0.0, 1.0, 3.0, 10.0)) {
          NDArray x = world.state(i, 3);
          NDArray free = world.guided(new ClassifierFree(gamma), x, World.stage(i), 2, 2, 2);
          NDArray byClassifier =
              world.guided(new ByClassifier(gamma, Form.SCORE), x, World.stage(i), 2, 2, 2);
          assertThat(byClassifier.toFloatArray())
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
        assertThat(world.draw(new ByClassifier(gamma, Form.SCORE), new long[] {1, 2}, 1, 1))
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
      Guidance zero = new ByClassifier(0, Form.SCORE);
      GuidanceLaws.assertClose(
          world.guided(zero, x, World.stage(4), 1),
          world.mixture.clean(x, World.stage(4).level()),
          1e-5);
    }
  }
}
