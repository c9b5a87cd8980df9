package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Clean;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Velocity;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.VpSchedule;
import corgi.engine.tensor.Tensors;
import org.junit.jupiter.api.Test;

/** The loss of a network that always answers 0 is the mean square of its target. */
class ObjectiveTest {
  private static final Network ZERO = (input, time, conditioning, perturbed) -> input.zerosLike();
  private static final float[] CLEAN = {0.5f, -1};
  private static final float[] NOISE = {1.5f, -0.25f};
  private static final int T = 400;

  private final VpSchedule schedule = ScheduleConfig.named("DDIMScheduler").schedule();
  private final NoiseLevel level = schedule.at(T);

  @Test
  void epsilonIsTrainedTowardsTheNoise() {
    assertThat(loss(new Epsilon())).isCloseTo((1.5 * 1.5 + 0.25 * 0.25) / 2, within(1e-5));
  }

  @Test
  void velocityIsTrainedTowardsAlphaNoiseMinusSigmaClean() {
    double v0 = level.alpha() * 1.5 - level.sigma() * 0.5;
    double v1 = level.alpha() * -0.25 + level.sigma();
    assertThat(loss(new Velocity())).isCloseTo((v0 * v0 + v1 * v1) / 2, within(1e-5));
  }

  @Test
  void cleanIsTrainedTowardsTheCleanImage() {
    assertThat(loss(new Clean())).isCloseTo((0.25 + 1) / 2, within(1e-5));
  }

  @Test
  void theNetworkSeesTheNoisyImageAndItsTime() {
    double[] seen = new double[2];
    Network spy =
        (input, time, conditioning, perturbed) -> {
          seen[0] = input.toFloatArray()[0];
          seen[1] = time.toFloatArray()[0];
          return input.zerosLike();
        };
    loss(spy, new Epsilon());
    assertThat(seen[0]).isCloseTo(level.alpha() * 0.5 + level.sigma() * 1.5, within(1e-6));
    assertThat(seen[1]).isEqualTo(T);
  }

  @Test
  void everyPictureHasItsOwnWeight() {
    int[] times = {T, 900};
    Noised two =
        new Noised(
            new Shape(2, 1, 1, 2),
            new float[4],
            new float[] {1, 1, 2, 2},
            places(times)); // v = α·ε
    try (NDManager manager = Tensors.manager()) {
      float[] losses =
          new Objective(NoiseRange.of(schedule), new Velocity(), new LossWeight.MinSnr(5))
              .of(ZERO, two, Conditioning.NONE, manager)
              .toFloatArray();
      for (int b = 0; b < 2; b++) {
        double alphaBar = schedule.alphaBar(times[b]); // of snr < 5 the weight is ᾱ
        double v = Math.sqrt(alphaBar) * (b + 1);
        assertThat(losses[b]).isCloseTo((float) (alphaBar * v * v), within(1e-6f));
      }
    }
  }

  @Test
  void refusesTheNoiseOfPureNoise() {
    VpSchedule terminal = schedule.zeroTerminal();
    Noised one = new Noised(new Shape(1, 1, 1, 2), CLEAN, NOISE, places(999));
    try (NDManager manager = Tensors.manager()) {
      assertThatThrownBy(
              () ->
                  new Objective(terminal, new Epsilon()).of(ZERO, one, Conditioning.NONE, manager))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("time 999.0, α = 0.0, σ = 1.0");
      assertThat(
              new Objective(terminal, new Velocity())
                  .of(ZERO, one, Conditioning.NONE, manager)
                  .getFloat())
          .isCloseTo((0.25f + 1) / 2, within(1e-6f)); // v is −x₀
    }
  }

  private double loss(Preconditioning preconditioning) {
    return loss(ZERO, preconditioning);
  }

  private double loss(Network network, Preconditioning preconditioning) {
    Noised noised = new Noised(new Shape(1, 1, 1, 2), CLEAN, NOISE, places(T));
    try (NDManager manager = Tensors.manager()) {
      return new Objective(schedule, preconditioning)
          .of(network, noised, Conditioning.NONE, manager)
          .getFloat();
    }
  }

  private static double[] places(int... times) {
    return Noised.places(1000, times);
  }
}
