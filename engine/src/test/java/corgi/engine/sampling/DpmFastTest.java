package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.Times;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.Tensors;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DpmFastTest implements SamplerLaws {
  @Override
  public Sampler sampler() {
    return new DpmFast(0, 0);
  }

  @ParameterizedTest
  @CsvSource({"0, 5, 12", "1, 5, 13", "2, 5, 14", "0, 2, 3", "1, 1, 1", "2, 1, 2"})
  void runsMakeExactlyTheirEvaluations(int rest, int steps, int expected) {
    AtomicInteger asked = new AtomicInteger();
    try (NDManager manager = Tensors.manager()) {
      new Sampling(new DpmFast(rest, 0), Times.inside(5, 0.2, steps))
          .run(
              manager.ones(new Shape(1, 1, 1, 1)),
              (x, stage) -> {
                asked.incrementAndGet();
                return Denoised.of(x.mul(0.3));
              },
              new RecordedNoise(List.of()),
              Listener.NONE);
    }
    assertThat(asked).hasValue(expected);
    assertThat(new DpmFast(rest, 0).evaluations(steps)).isEqualTo(expected);
  }

  @Test
  void lastStepsHaveLowerOrders() {
    assertThat(OneStep.of(new DpmFast(1, 0), 0.5))
        .isCloseTo(OneStep.of(Ddim.EULER, 0.5), within(1e-6));
    assertThat(OneStep.of(new DpmFast(2, 0), 0.5, 0.7))
        .isCloseTo(OneStep.of(new Midpoint(Target.NOISE), 0.5, 0.7), within(1e-6));
  }

  @Test
  void noiseNeverLeadsBelowTheEnd() {
    double down = 0.75 * 9 / 16; // κ↓ of the first step's split, from 4/3 to 3/4
    assertThat(down).isGreaterThan(7 / 24.0);
    double one = OneStep.of(new DpmFast(1, 1), 0.5);
    assertThat(one).as("its only step ends the run").isEqualTo(OneStep.of(new DpmFast(1, 0), 0.5));
    assertThat(AncestralStep.of(1, 0.5, 1).noLowerThan(0.3)).isEqualTo(new AncestralStep(0.3, 0.4));
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(() -> new DpmFast(3, 0)).hasMessageContaining("rest = 3");
    assertThatThrownBy(() -> new DpmFast(0, -1)).hasMessageContaining("η = -1.0");
  }
}
