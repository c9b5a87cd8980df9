package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import corgi.engine.sampling.Ddim.EpsilonSource;
import corgi.engine.sampling.Ddim.LastNoise;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class DdimTest implements SamplerLaws {
  @Override
  public Sampler sampler() {
    return Ddim.of(0.5);
  }

  @Override
  public boolean stochastic() {
    return true;
  }

  @Test
  void stepByHand() {
    // κ′/κ = .5625; s = .5·.6·√(1 − .5625²) = .248040; √(.36 − s²) = .546331; ε̂ = .875
    // x′ = .8·.5 + .546331·.875 + .248040·1
    assertThat(OneStep.of(Ddim.of(0.5), 0.5)).isCloseTo(1.126079, within(2e-6));
  }

  @Test
  void directionIsOfTheClippedOrOfTheRawImage() {
    // clipped to .25, ε̂ is (1 − .15)/.8 = 1.0625 of the clipped and .875 of the raw one
    assertThat(clipped(EpsilonSource.CLEAN)).isCloseTo(0.8 * 0.25 + 0.6 * 1.0625, within(1e-6));
    assertThat(clipped(EpsilonSource.RAW)).isCloseTo(0.8 * 0.25 + 0.6 * 0.875, within(1e-6));
  }

  private static double clipped(EpsilonSource source) {
    try (NDManager manager = Tensors.manager()) {
      Denoiser denoiser = (x, stage) -> Denoised.of(x.mul(0.5));
      return OneStep.run(
          new Ddim(0, StepVariance.SMALL, source, LastNoise.NEVER),
          Grid.through(List.of(OneStep.FROM, OneStep.TO), 1),
          new RangeClipping(0.25).over(denoiser),
          manager);
    }
  }

  @Test
  void lastStepAddsNoiseOnlyWhereToldTo() {
    // To the clean image with β = 1 − .36 = .64 for large variance
    assertThat(toClean(LastNoise.NEVER, 500)).isCloseTo(0.5, within(1e-6));
    assertThat(toClean(LastNoise.UNLESS_TIME_ZERO, 500)).isCloseTo(1.3, within(1e-6));
    assertThat(toClean(LastNoise.UNLESS_TIME_ZERO, 0)).isCloseTo(0.5, within(1e-6));
  }

  private static double toClean(LastNoise last, double t) {
    try (NDManager manager = Tensors.manager()) {
      return OneStep.run(
          new Ddim(1, StepVariance.LARGE, EpsilonSource.CLEAN, last),
          Grid.through(List.of(new NoiseLevel(0.6, 0.8, t), NoiseLevel.CLEAN), 1),
          (x, stage) -> Denoised.of(x.mul(0.5)),
          manager);
    }
  }

  @Test
  void refusesAnEtaOutOfRange() {
    assertThatThrownBy(() -> Ddim.of(1.5)).hasMessage("η = 1.5: must be between 0 and 1");
  }
}
