package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.analytic.Times;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Heun;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.sampling.StepVariance;
import corgi.engine.schedule.Grid;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import corgi.guidance.ByClassifier.Form;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The classifier's gradient in the mean of ancestral steps. */
class MeanShiftTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new ByClassifier.MeanShift();
  }

  @Override
  public List<Sampler> samplers() {
    return List.of(Ddim.of(1), Ddim.ancestral(StepVariance.LARGE));
  }

  /** μ + γ·Σ·g, with Σ = β̃ worked out from the levels and g by differences of log p(y|x). */
  @Test
  void aStepIsMovedByTheVarianceTimesTheGradient() {
    try (World world = new World()) {
      Stage stage = World.stage(4);
      NDArray x = world.state(4, 1);
      float[] plain = step(world, new NoGuidance(), x, stage);
      float[] moved = step(world, new ByClassifier(3, Form.MEAN_SHIFT), x, stage);
      double sigma = stage.level().sigma();
      double next = stage.next().sigma();
      double carried = stage.level().alpha() / stage.next().alpha() * next;
      double variance = next * next / (sigma * sigma) * (sigma * sigma - carried * carried);
      double[] g = world.gradientByDifferences(x, stage, 2);
      for (int i = 0; i < plain.length; i++) {
        assertThat((double) (moved[i] - plain[i])).isCloseTo(3 * variance * g[i], within(0.01));
      }
      assertThat(moved).isNotEqualTo(plain);
    }
  }

  private static float[] step(World world, Guidance guidance, NDArray x, Stage stage) {
    var grid = new Grid(List.of(stage.level()), List.of(stage.next()), 1);
    var denoiser = guidance.begin(grid).over(world.model(2));
    var noise = new SeededNoise(world.manager, 1);
    return new Sampling(Ddim.of(1), grid).run(x, denoiser, noise, Listener.NONE).toFloatArray();
  }

  /** With ever smaller steps both forms follow one stochastic equation: the means come together. */
  @Test
  void manySmallStepsAgreeWithTheScoreForm() {
    try (World world = new World()) {
      assertThat(apart(world, 320)).isLessThan(apart(world, 20) / 4);
    }
  }

  private static double apart(World world, int steps) {
    float[] score = draw(world, Form.SCORE, steps);
    float[] mean = draw(world, Form.MEAN_SHIFT, steps);
    double most = 0;
    for (int i = 0; i < score.length; i++) {
      most = Math.max(most, Math.abs(score[i] - mean[i]));
    }
    return most;
  }

  private static float[] draw(World world, Form form, int steps) {
    Grid grid = Times.even(20, 0.05, steps);
    var denoiser = new ByClassifier(1.5, form).begin(grid).over(world.model(2, 0));
    var noise = new SeededNoise(world.manager, 1, 2);
    return Tensors.scoped(() -> new Sampling(Ddim.of(1), grid).draw(denoiser, noise, World.IMAGE))
        .toFloatArray();
  }

  @Test
  void samplersWithoutAncestralStepsRefuseItByName() {
    try (World world = new World()) {
      for (Sampler sampler : List.of(Ddim.EULER, Ddim.of(0.5), new Heun())) {
        var guidance = new ByClassifier(3, Form.MEAN_SHIFT);
        assertThatThrownBy(() -> world.draw(sampler, guidance, new long[] {1}, 0))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("ancestral")
            .hasMessageContaining(sampler.toString());
      }
    }
  }
}
