package corgi.engine.sampling.kdiffusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs of k-diffusion's samplers, from their names and arguments alone. */
@ExtendWith(GoldenSummary.class)
class KDiffusionSamplersGoldenTest {
  private static final String KIND = "k_diffusion_samplers";
  private static final String CHURNED = "sample_(euler|heun|dpm_2)";
  private static final String NOISY = ".*(ancestral|sde)";
  private static final List<Change> CHANGES =
      List.of(
          new Change(CHURNED, "s_churn", 2.5),
          new Change(CHURNED, "s_tmin", 1.5),
          new Change(CHURNED, "s_tmax", 3.5),
          new Change(CHURNED, "s_noise", 1.01),
          new Change(NOISY, "eta", 0.7),
          new Change(NOISY, "s_noise", 1.01),
          new Change("sample_dpmpp_sde", "r", 0.4),
          new Change("sample_lms", "order", 3),
          new Change("sample_dpmpp_2m_sde", "solver_type", "heun"),
          new Change("sample_dpmpp_2m_sde", "solver_type", "midpoint"),
          new Change("sample_dpm_fast", "n", 13),
          new Change("sample_dpm_fast", "n", 14),
          new Change("sample_dpm_adaptive", "order", 2),
          new Change("sample_dpm_adaptive", "rtol", 0.02),
          new Change("sample_dpm_adaptive", "atol", 0.02),
          new Change("sample_dpm_adaptive", "h_init", 0.1),
          new Change("sample_dpm_adaptive", "icoeff", 0.7),
          new Change("sample_dpm_adaptive", "pcoeff", 0.1),
          new Change("sample_dpm_adaptive", "dcoeff", 0.1));

  /** Another value of an argument of some functions. */
  private record Change(String functions, String argument, Object value) {
    /** Whether the recorded run would be another. */
    boolean shows(JsonNode part) {
      JsonNode args = part.path("args");
      return switch (argument) {
        case "s_tmin", "s_tmax" -> args.has("s_churn");
        case "s_noise" ->
            args.has("s_churn") || (args.path("eta").asDouble(1) > 0 && !functions.equals(CHURNED));
        case "solver_type" -> !args.path(argument).asText("midpoint").equals(value);
        default -> true;
      };
    }
  }

  @TestFactory
  Stream<DynamicTest> runs() {
    return GoldenTests.ofParts(KIND, KDiffusionSamplersGoldenTest::run);
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws Exception {
    try (SafetensorsFile recorded = golden.tensors()) {
      Map<String, double[]> outputs = new Replay(golden, recorded).run();
      for (String name : List.of("out", "x_at_each_callback")) {
        String tensor = golden.key() + "." + name;
        if (recorded.has(tensor)) {
          check.values(recorded, tensor, outputs.get(name));
        }
      }
      if (golden.part().path("info").has("nfe")) {
        double recordedEvaluations = golden.part().path("info").path("nfe").asDouble();
        check.same("nfe", outputs.get("nfe")[0], recordedEvaluations);
      }
    } catch (UnsupportedOperationException e) {
      check.notApplicable(e.getMessage());
    }
  }

  /** A comparison that nothing can fail would prove nothing: one argument changed, or the grid. */
  @TestFactory
  Stream<DynamicTest> changedArgumentsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(golden -> golden.parts().stream())
        .map(golden -> DynamicTest.dynamicTest(golden.id(), () -> changesAreSeen(golden)));
  }

  private static void changesAreSeen(GoldenCase golden) throws Exception {
    List<GoldenCase> changes = changes(golden);
    assertThat(changes).isNotEmpty();
    for (GoldenCase changed : changes) {
      assertThat(matches(changed)).as(changed.part().toString()).isFalse();
    }
  }

  private static boolean matches(GoldenCase changed) throws Exception {
    try {
      return GoldenTests.matches(changed, KDiffusionSamplersGoldenTest::run);
    } catch (IllegalStateException e) {
      return false; // it needs noise where none was drawn
    }
  }

  private static List<GoldenCase> changes(GoldenCase golden) {
    String function = golden.part().path("sampler").asText();
    List<GoldenCase> changes = new ArrayList<>();
    CHANGES.stream()
        .filter(change -> function.matches(change.functions()) && change.shows(golden.part()))
        .forEach(change -> changes.add(with(golden, change.argument(), change.value())));
    if (golden.part().has("schedule")) {
      String other = function.equals("sample_lms") ? "sample_heun" : "sample_lms";
      changes.add(golden.with("sampler", other).with("args", Map.of()));
    }
    return changes;
  }

  private static GoldenCase with(GoldenCase golden, String argument, Object value) {
    ObjectNode part = golden.part().deepCopy();
    part.withObject("/args").set(argument, JsonNodeFactory.instance.pojoNode(value));
    return new GoldenCase(golden.manifest(), golden.json(), part);
  }
}
