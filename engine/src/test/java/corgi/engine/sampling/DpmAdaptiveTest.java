package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.analytic.Times;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpmAdaptiveTest {
  private static Sampler method(int order, double tolerated) {
    var errors = new DpmAdaptive.Errors(tolerated, tolerated, 0.05);
    return new DpmAdaptive(order, errors, StepSize.INTEGRAL, 0);
  }

  /** Returns how far a run ends from a thousand steps of Heun's method, and what it asked. */
  private static double[] run(Sampler method) {
    try (NDManager manager = Tensors.manager()) {
      float[] z = {0.4f, -1.2f, 1.9f, 0.3f, -0.7f, -0.1f};
      NDArray x = manager.create(z, new Shape(3, 2, 1, 1));
      Denoiser exact = GaussianMixture.pair().denoiser();
      double[] asked = new double[1];
      Denoiser counted =
          (y, stage) -> {
            asked[0]++;
            return exact.denoise(y, stage);
          };
      var none = new RecordedNoise(List.of());
      NDArray expected =
          new Sampling(new Heun(), Times.inside(4, 0.4, 1000)).run(x, exact, none, Listener.NONE);
      NDArray end =
          new Sampling(method, Times.inside(4, 0.4, 1)).run(x, counted, none, Listener.NONE);
      return new double[] {end.sub(expected).abs().max().getFloat(), asked[0]};
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void errorIsAsSmallAsAsked(int order) {
    double[] rough = run(method(order, 0.01));
    double[] fine = run(method(order, 0.0005));
    assertThat(rough[0]).isLessThan(0.05);
    assertThat(fine[0]).isLessThan(0.003);
    assertThat(fine[1]).isGreaterThan(rough[1]);
  }

  @Test
  void noiseKeepsTheDeviationOfData() {
    try (NDManager manager = Tensors.manager()) {
      Shape image = new Shape(1, 64, 64);
      var errors = new DpmAdaptive.Errors(0.005, 0.001, 0.05);
      var grid = Times.inside(100, 0.01, 1);
      NDArray end =
          new Sampling(new DpmAdaptive(2, errors, StepSize.INTEGRAL, 1), grid)
              .draw(
                  GaussianMixture.single(image, 0, 0.5).denoiser(),
                  new SeededNoise(manager, 5),
                  image);
      assertThat(end.square().mean().getFloat()).isCloseTo(0.25f, within(0.02f));
    }
  }

  @Test
  void stepsShrinkByTheirErrorAndAreTriedAgain() {
    StepSize.Control control = StepSize.INTEGRAL.begin(0.1, 1);
    assertThat(control.accepts(2)).isFalse(); // growth ½, limited to 1 + atan(−½)
    assertThat(control.h()).isCloseTo(0.1 * (1 + Math.atan(-0.5)), within(1e-8));
    assertThat(control.accepts(0.5)).isTrue();
  }

  @Test
  void formerErrorsCount() {
    StepSize.Control control = new StepSize(0.2, 0.3, 0.1, 0.81).begin(1, 2);
    assertThat(control.accepts(0.5)).isTrue(); // 2^((.6 − .4 + .1)/2)
    double first = 1 + Math.atan(Math.pow(2, 0.15) - 1);
    assertThat(control.h()).isCloseTo(first, within(1e-6));
    assertThat(control.accepts(0.25)).isTrue(); // 4^.3·2^−.2·2^.05
    double second = 1 + Math.atan(Math.pow(4, 0.3) * Math.pow(2, -0.15) - 1);
    assertThat(control.h()).isCloseTo(first * second, within(1e-6));
  }

  @Test
  void toTheCleanImageItIsEulersMethod() {
    try (NDManager manager = Tensors.manager()) {
      var grid = corgi.engine.schedule.Grid.through(List.of(OneStep.FROM, NoiseLevel.CLEAN), 1);
      assertThat(
              OneStep.run(
                  method(3, 0.1), grid, (x, s) -> Denoised.of(x.zerosLike().add(0.4)), manager))
          .isCloseTo(0.4, within(1e-6));
    }
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(() -> method(4, 0.1)).hasMessageContaining("order = 4");
    assertThatThrownBy(() -> method(3, 0)).hasMessageContaining("errors of 0.0");
    assertThatThrownBy(() -> new StepSize(0, 1, 0, 1)).hasMessageContaining("= 1.0");
  }
}
