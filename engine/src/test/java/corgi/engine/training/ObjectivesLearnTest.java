package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.plugin.Spec;
import corgi.engine.training.ObjectiveSpec.Feature;
import corgi.engine.unet.UNetConfig.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is learned, the loss on pictures that were kept back falls. */
class ObjectivesLearnTest {
  private static final int STEPS = 50;

  @TempDir Path folder;

  private static ObjectiveSpec spec(
      String prediction, String schedule, String weight, String times) {
    return new ObjectiveSpec(
        Spec.parse(prediction),
        Spec.parse(schedule),
        Spec.parse(weight),
        Spec.parse(times),
        Set.of());
  }

  private static ObjectiveSpec with(ObjectiveSpec spec, Feature feature) {
    return new ObjectiveSpec(
        spec.prediction(), spec.schedule(), spec.weight(), spec.times(), Set.of(feature));
  }

  private static TrainingPlan plan(ObjectiveSpec objective, long steps) {
    TrainingPlan usual = Toy.plan(steps);
    var unet = Toy.unet(8, objective.outputs(1), new Level(8, 1, 0), new Level(8, 1, 2));
    return new TrainingPlan(
        usual.dataset(), usual.conditions(), unet, Start.RANDOM, usual.options(), objective, null);
  }

  private List<ValidationReport> run(Path out, ObjectiveSpec objective, long steps)
      throws IOException {
    List<ValidationReport> reports = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void validated(ValidationReport report) {
            reports.add(report);
          }
        };
    var validation = new Validation(new Squares("sha256:2"), 8, STEPS / 5);
    new TrainingSession(plan(objective, steps), Toy.BUILT, validation)
        .run(out, Saving.DEFAULT, listener);
    return reports;
  }

  private void assertLearns(ObjectiveSpec objective) throws IOException {
    List<ValidationReport> reports = run(folder, objective, STEPS);
    double first = reports.get(0).loss();
    double last = reports.get(4).loss();
    assertThat(last).as("%s, from %s", objective, first).isLessThan(0.9 * first).isPositive();
    var stored = CheckpointFolder.open(folder.resolve("model")).checkpoint().scheduler();
    assertThat(stored).hasToString(objective.scheduler().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "epsilon, linear, simple, uniform",
    "epsilon, cosine, min-snr:gamma=5, uniform",
    "v_prediction, sigmoid-jabri, min-snr, uniform",
    "v_prediction, sigmoid-xu, snr, uniform",
    "sample, linear, min-snr, importance",
    "edm:data=0.4, karras:most=40, soft-min-snr, log-uniform",
    "edm, karras, simple, vp"
  })
  void learns(String prediction, String schedule, String weight, String times) throws IOException {
    assertLearns(spec(prediction, schedule, weight, times));
  }

  @ParameterizedTest
  @CsvSource({"epsilon, cosine", "sample, sigmoid-jabri"})
  void learnsVariances(String prediction, String schedule) throws IOException {
    assertLearns(with(spec(prediction, schedule, "simple", "uniform"), Feature.LEARNED_SIGMA));
  }

  @ParameterizedTest
  @CsvSource({"v_prediction, linear", "sample, cosine"})
  void learnsFromPureNoise(String prediction, String schedule) throws IOException {
    assertLearns(with(spec(prediction, schedule, "simple", "uniform"), Feature.ZERO_TERMINAL_SNR));
  }

  /** What is remembered of earlier losses is part of the state. */
  @Test
  void importanceSamplingGoesOnBitForBit() throws IOException {
    ObjectiveSpec objective = spec("epsilon", "linear", "simple", "importance");
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    run(whole, objective, 7);
    run(parts, objective, 3);
    run(parts, objective, 7);
    String state = "checkpoints/step-000000007.safetensors";
    try (var a = SafetensorsFile.open(whole.resolve(state));
        var b = SafetensorsFile.open(parts.resolve(state))) {
      assertThat(a.names()).contains("memory/importance/losses").isEqualTo(b.names());
      for (String name : a.names()) {
        assertThat(a.floats(name)).as(name).isEqualTo(b.floats(name));
      }
      assertThat(sum(a.floats("memory/importance/counts"))).isEqualTo(7f * Toy.BATCH);
    }
  }

  private static float sum(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
