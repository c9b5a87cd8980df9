package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.sampling.NonFiniteException;
import corgi.engine.schedule.Respacing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whole runs of guided-diffusion, steered by a classifier and not: every kept state. */
@ExtendWith(GoldenSummary.class)
class GuidedLoopGoldenTest {
  private static final int SHORT = 30;

  @TestFactory
  Stream<DynamicTest> loops() {
    return GoldenTests.of("guided_loop", RecordedLoop::check);
  }

  /**
   * A comparison that nothing can fail would prove nothing: short steered runs, one change each.
   */
  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.wholes("guided_loop")
        .filter(golden -> golden.json().path("clip_denoised").asBoolean())
        .filter(golden -> golden.json().path("classifier_scale").asDouble() > 1)
        .filter(golden -> steps(golden.json()) <= SHORT)
        .flatMap(golden -> changes(golden).stream())
        .map(change -> DynamicTest.dynamicTest(change.name, () -> isSeen(change.golden)));
  }

  private static int steps(JsonNode json) {
    return Respacing.times(json.path("steps").asInt(), json.path("respacing").asText()).length;
  }

  private record Change(String name, GoldenCase golden) {}

  private static List<Change> changes(GoldenCase golden) {
    JsonNode json = golden.json();
    List<Change> changes = new ArrayList<>();
    boolean linear = json.path("noise_schedule").asText().equals("linear");
    changes.add(change(golden, "noise_schedule", linear ? "cosine" : "linear"));
    changes.add(change(golden, "classifier_scale", json.path("classifier_scale").asDouble() * 1.1));
    changes.add(change(golden, "clip_denoised", false));
    changes.add(change(golden, "respacing", steps(json) + 1 + ""));
    changes.add(change(golden, "steps", json.path("steps").asInt() - 20));
    if (json.path("loop").asText().equals("ddim_sample_loop")) {
      changes.add(change(golden, "eta", json.path("eta").asDouble() == 0 ? 0.5 : 0));
      changes.add(change(golden, "loop", "p_sample_loop"));
    } else {
      String sigma = json.path("sigma").asText();
      changes.add(
          change(golden, "sigma", sigma.equals("fixed small") ? "fixed large" : "fixed small"));
      changes.add(change(golden, "loop", "ddim_sample_loop"));
    }
    return changes;
  }

  private static Change change(GoldenCase golden, String key, Object value) {
    return new Change("%s with %s=%s".formatted(golden, key, value), golden.with(key, value));
  }

  private static void isSeen(GoldenCase changed) throws Exception {
    boolean matches;
    try {
      matches = GoldenTests.matches(changed, RecordedLoop::check);
    } catch (NonFiniteException | IllegalStateException e) {
      matches = false; // it may diverge, and the recorded draws may not suffice
    }
    assertThat(matches).isFalse();
  }
}
