package corgi.engine.sampling.diffusers;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
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

/** A comparison that nothing can fail would prove nothing: short runs with one value changed. */
class SchedulerChangesTest {
  private static final int SHORT = 10;
  private static final Change ENDS_CLEAN = new Change("set_alpha_to_one", true, false);
  private static final Change ORDER = new Change("solver_order", 2, 1);
  private static final Change END = new Change("final_sigmas_type", "zero", "sigma_min");
  private static final Change CLIPS = new Change("clip_sample", false, true);

  /** Keys of single classes, with the preset and another value. */
  private static final Map<String, List<Change>> OWN =
      Map.of(
          "DDIMScheduler", List.of(ENDS_CLEAN),
          "PNDMScheduler",
              List.of(
                  new Change("set_alpha_to_one", false, true),
                  new Change("skip_prk_steps", false, true)),
          "LCMScheduler", List.of(CLIPS, new Change("timestep_scaling", 10.0, 0.01)),
          "HeunDiscreteScheduler", List.of(CLIPS),
          "EulerDiscreteScheduler", List.of(END, new Change("s_churn", 0.0, 4.0)),
          "DEISMultistepScheduler", List.of(ORDER),
          "DPMSolverSinglestepScheduler", List.of(ORDER, END));

  private record Change(String key, Object preset, Object other) {
    ScheduleConfig of(ScheduleConfig config) {
      boolean isOther = config.text(key, preset.toString()).equals(other.toString());
      return config.with(key, isOther ? preset : other);
    }
  }

  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.shipped("scheduler_trajectory")
        .flatMap(whole -> whole.parts().stream())
        .filter(golden -> golden.part().path("num_inference_steps").asInt() <= SHORT)
        .map(golden -> DynamicTest.dynamicTest(golden.id(), () -> changesAreSeen(golden)));
  }

  private static void changesAreSeen(GoldenCase golden) throws IOException {
    try (SafetensorsFile recorded = golden.tensors()) {
      var replay = new SchedulerReplay(golden, recorded);
      for (ScheduleConfig changed : changes(replay.config())) {
        assertThat(matches(golden, replay, changed)).as(changed.toString()).isFalse();
      }
    }
  }

  /** Changes of keys that the class of a configuration knows. */
  private static List<ScheduleConfig> changes(ScheduleConfig config) {
    SchedulerFamily family = SchedulerFactory.families().get(config.className());
    List<ScheduleConfig> changes = new ArrayList<>();
    boolean epsilon = config.predictionType().equals("epsilon");
    changes.add(config.with("prediction_type", epsilon ? "v_prediction" : "epsilon"));
    changes.add(config.with("num_train_timesteps", 900));
    if (KappaChoice.of(config) == null && !family.foreign().contains("timestep_spacing")) {
      String spacing = config.text("timestep_spacing", "");
      changes.add(
          config.with("timestep_spacing", spacing.equals("trailing") ? "linspace" : "trailing"));
    }
    if (!family.foreign().contains("rescale_betas_zero_snr")) {
      boolean zero = config.flag("rescale_betas_zero_snr", false);
      changes.add(config.with("rescale_betas_zero_snr", !zero));
    }
    OWN.getOrDefault(config.className(), List.of()).forEach(own -> changes.add(own.of(config)));
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

  /** Configurations are passed between classes: what a class does not know changes nothing. */
  @TestFactory
  Stream<DynamicTest> foreignKeysChangeNothing() {
    return SchedulerFactory.families().values().stream()
        .filter(family -> !family.foreign().isEmpty())
        .map(family -> DynamicTest.dynamicTest(family.className(), () -> ignoresForeign(family)));
  }

  private static void ignoresForeign(SchedulerFamily family) {
    ScheduleConfig plain = ScheduleConfig.named(family.className());
    ScheduleConfig full = plain;
    for (String key : family.foreign()) {
      full = full.with(key, "of another class");
    }
    assertThat(SchedulerFactory.create(full, 10).sampling().grid().levels())
        .isEqualTo(SchedulerFactory.create(plain, 10).sampling().grid().levels());
  }
}
