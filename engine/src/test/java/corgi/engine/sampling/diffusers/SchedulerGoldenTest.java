package corgi.engine.sampling.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.sampling.NonFiniteException;
import corgi.engine.schedule.ScheduleConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

/** Times, levels and trajectories of diffusers' schedulers, from their configurations alone. */
@ExtendWith(GoldenSummary.class)
class SchedulerGoldenTest {
  @TestFactory
  Stream<DynamicTest> trajectories() {
    return GoldenTests.ofParts(
        "scheduler_trajectory",
        (golden, check) -> {
          try (SafetensorsFile recorded = golden.tensors()) {
            var replay = new SchedulerReplay(golden, recorded);
            replay
                .run(replay.config())
                .forEach((name, actual) -> check.values(name, actual, replay.expected(name)));
          } catch (UnsupportedSchedulerException e) {
            check.notApplicable(e.getMessage());
          }
        });
  }

  /** A comparison that nothing can fail would prove nothing: short runs with one value changed. */
  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.parts("scheduler_trajectory")
        .filter(golden -> golden.part().path("num_inference_steps").asInt() <= 10)
        .map(golden -> DynamicTest.dynamicTest(golden.id(), () -> changesAreSeen(golden)));
  }

  private static void changesAreSeen(GoldenCase golden) throws IOException {
    try (SafetensorsFile recorded = golden.tensors()) {
      var replay = new SchedulerReplay(golden, recorded);
      for (ScheduleConfig changed : changes(replay.config())) {
        assertThat(matches(golden, replay, changed)).as(changed.toString()).isFalse();
      }
    } catch (UnsupportedSchedulerException e) {
      throw new TestAbortedException(e.getMessage(), e);
    }
  }

  private static List<ScheduleConfig> changes(ScheduleConfig config) {
    List<ScheduleConfig> changes = new ArrayList<>();
    boolean epsilon = config.predictionType().equals("epsilon");
    changes.add(config.with("prediction_type", epsilon ? "v_prediction" : "epsilon"));
    changes.add(config.with("num_train_timesteps", 900));
    if (KappaChoice.of(config) == null) {
      String spacing = config.text("timestep_spacing", "");
      changes.add(
          config.with("timestep_spacing", spacing.equals("trailing") ? "linspace" : "trailing"));
    }
    if (!config.className().startsWith("LMS")) { // it does not know the key
      boolean zero = config.flag("rescale_betas_zero_snr", false);
      changes.add(config.with("rescale_betas_zero_snr", !zero));
    }
    return changes;
  }

  private static boolean matches(
      GoldenCase golden, SchedulerReplay replay, ScheduleConfig changed) {
    Map<String, double[]> outputs;
    try {
      outputs = replay.run(changed);
    } catch (NonFiniteException | IllegalStateException | ArrayIndexOutOfBoundsException e) {
      return false; // pure noise cannot be divided by, and the recorded draws may not suffice
    }
    boolean all = true;
    for (var output : outputs.entrySet()) {
      double[] expected = replay.expected(output.getKey());
      double[] actual = output.getValue();
      all &= actual.length == expected.length;
      for (int i = 0; i < Math.min(actual.length, expected.length); i++) {
        all &= golden.tolerance(output.getKey()).ratio(actual[i], expected[i]) <= 1;
      }
    }
    return all;
  }
}
