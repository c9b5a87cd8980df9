package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.schedule.Respacing;
import java.util.LinkedHashMap;
import java.util.Map;
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
    return GoldenTests.shipped("guided_loop")
        .filter(golden -> golden.json().path("clip_denoised").asBoolean())
        .filter(golden -> steered(golden.json()) && steps(golden.json()) <= SHORT)
        .flatMap(GuidedLoopGoldenTest::changes)
        .map(change -> DynamicTest.dynamicTest(change.name, () -> isSeen(change.golden)));
  }

  /** Strongly, or with noise in an implicit run. */
  private static boolean steered(JsonNode json) {
    return json.path("classifier_scale").asDouble() > 1 || json.path("eta").asDouble() > 0;
  }

  private static int steps(JsonNode json) {
    return Respacing.times(json.path("steps").asInt(), json.path("respacing").asText()).length;
  }

  private record Change(String name, GoldenCase golden) {}

  /** Each needs as many steps and as many draws as were recorded. */
  private static Stream<Change> changes(GoldenCase golden) {
    JsonNode json = golden.json();
    Map<String, Object> changes = new LinkedHashMap<>();
    boolean linear = json.path("noise_schedule").asText().equals("linear");
    changes.put("noise_schedule", linear ? "cosine" : "linear");
    changes.put("classifier_scale", json.path("classifier_scale").asDouble() * 1.1);
    changes.put("clip_denoised", false);
    boolean strided = json.path("respacing").asText().startsWith("ddim");
    changes.put("respacing", (strided ? "" : "ddim") + steps(json));
    if (json.path("loop").asText().equals("p_sample_loop")) {
      changes.put("sigma", "fixed small");
      changes.put("loop", "ddim_sample_loop");
    } else if (json.path("eta").asDouble() > 0) {
      changes.put("eta", json.path("eta").asDouble() * 0.9);
      changes.put("loop", "p_sample_loop");
    }
    return changes.entrySet().stream()
        .map(change -> new Change(golden + " with " + change, with(golden, change)));
  }

  private static GoldenCase with(GoldenCase golden, Map.Entry<String, Object> change) {
    return golden.with(change.getKey(), change.getValue());
  }

  private static void isSeen(GoldenCase changed) throws Exception {
    assertThat(GoldenTests.matches(changed, RecordedLoop::check)).isFalse();
  }
}
