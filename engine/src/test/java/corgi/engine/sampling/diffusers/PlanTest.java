package corgi.engine.sampling.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.Tensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
  /** Euler's sample is x/α, and α = √(1 − β₀) at σ_min; DPM-Solver's is x. */
  @ParameterizedTest
  @CsvSource({
    "EulerDiscreteScheduler, sigma_min, 0.5",
    "EulerDiscreteScheduler, zero, 1",
    "DPMSolverMultistepScheduler, sigma_min, 1"
  })
  void aRunEndsInTheSchedulersOwnCoordinates(String name, String last, double alpha) {
    ScheduleConfig config =
        ScheduleConfig.named(name)
            .with("beta_start", 0.75)
            .with("beta_end", 0.75)
            .with("num_train_timesteps", 4)
            .with("final_sigmas_type", last);
    Plan plan = SchedulerFactory.create(config, 2);
    float[] ended = new float[1];
    Tensors.scope(
        () -> {
          NDArray state = Tensors.array(new float[] {3}, new Shape(1, 1, 1, 1));
          ended[0] = plan.ended(state).getFloat(0, 0, 0, 0);
        });
    assertThat((double) ended[0]).isCloseTo(3 / alpha, within(1e-5));
  }
}
