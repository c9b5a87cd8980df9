package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class DdpmTest implements GuidedLimitLaws {
  @Override
  public Sampler sampler() {
    return Ddim.ancestral(StepVariance.SMALL);
  }

  @Override
  public int limitSteps() {
    return 500;
  }

  // The mean of q(x′ | x, x₀) by Ho et al. 2020, eq. 7, with ᾱ = .36, ᾱ′ = .64, β = 1 − .36/.64:
  // (.8·.4375/.64)·.5 + (.75·.36/.64)·1
  private static final double MEAN = 0.8 * 0.4375 / 0.64 * 0.5 + 0.75 * 0.36 / 0.64;

  @Test
  void smallVarianceByHand() {
    double posterior = 0.36 / 0.64 * 0.4375; // β̃ = (1 − ᾱ′)/(1 − ᾱ)·β
    assertThat(OneStep.of(sampler(), 0.5)).isCloseTo(MEAN + Math.sqrt(posterior), within(1e-6));
  }

  @Test
  void largeVarianceByHand() {
    assertThat(OneStep.of(Ddim.ancestral(StepVariance.LARGE), 0.5))
        .isCloseTo(MEAN + Math.sqrt(0.4375), within(1e-6));
  }

  /**
   * β = .4375 on the way; at the last step the β̃ of the step before it, where LARGE has β = .36.
   */
  @Test
  void largeVarianceButAtTheLastStepByHand() {
    var run = Grid.through(List.of(OneStep.FROM, OneStep.TO, NoiseLevel.CLEAN), 1);
    Sampling sampling = new Sampling(sampler(), run);
    double before = 0.36 / 0.64 * 0.4375;
    assertThat(variance(StepVariance.LARGE_BUT_LAST, sampling.stage(0)))
        .isCloseTo(0.4375, within(1e-6));
    assertThat(variance(StepVariance.LARGE_BUT_LAST, sampling.stage(1)))
        .isCloseTo(before, within(1e-6));
    assertThat(variance(StepVariance.LARGE, sampling.stage(1))).isCloseTo(0.36, within(1e-6));
    Stage only = new Stage(OneStep.FROM, NoiseLevel.CLEAN, 0, 1, true);
    assertThatThrownBy(() -> variance(StepVariance.LARGE_BUT_LAST, only))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step 1 of 1")
        .hasMessageContaining("take at least 2 steps");
  }

  private static double variance(StepVariance variance, Stage stage) {
    try (NDManager manager = Tensors.manager()) {
      double deviation = variance.times(manager.ones(new Shape(1)), null, stage).getFloat();
      return deviation * deviation;
    }
  }

  @Test
  void learnedVarianceByHand() {
    try (NDManager manager = Tensors.manager()) {
      Denoiser denoiser =
          (x, stage) ->
              new Denoised(x.mul(0.5), x.mul(0.5), null, x.zerosLike().add(Math.log(0.04)));
      double end =
          OneStep.run(
              Ddim.ancestral(StepVariance.LEARNED),
              Grid.through(List.of(OneStep.FROM, OneStep.TO), 1),
              denoiser,
              manager);
      assertThat(end).isCloseTo(MEAN + 0.2, within(1e-6));
    }
  }

  @Test
  void modelWithoutLearnedVarianceIsRefused() {
    assertThatThrownBy(() -> OneStep.of(Ddim.ancestral(StepVariance.LEARNED), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has learned none");
  }
}
