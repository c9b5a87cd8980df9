package corgi.engine.sampling.kdiffusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.TestAbortedException;

/** Runs of k-diffusion's samplers, from their names and arguments alone. */
@ExtendWith(GoldenSummary.class)
class KDiffusionSamplersGoldenTest {
  private static final String KIND = "k_diffusion_samplers";

  @TestFactory
  Stream<DynamicTest> runs() {
    return GoldenTests.ofParts(KIND, KDiffusionSamplersGoldenTest::run);
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws Exception {
    try (SafetensorsFile recorded = golden.tensors()) {
      Replay replay = Replay.of(golden, recorded);
      replay.run().forEach((name, actual) -> check.values(recorded, name, actual));
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
    for (GoldenCase changed : changes(golden)) {
      try {
        assertThat(GoldenTests.matches(changed, KDiffusionSamplersGoldenTest::run))
            .as(changed.part().toString())
            .isFalse();
      } catch (TestAbortedException | IllegalStateException e) {
        continue; // another method may need more draws than there are
      }
    }
  }

  private static List<GoldenCase> changes(GoldenCase golden) {
    List<GoldenCase> changes = new ArrayList<>();
    String function = golden.part().path("sampler").asText();
    if (function.matches("sample_(euler|heun|dpm_2)")) {
      changes.add(with(golden, "s_churn", 2.5));
    }
    if (golden.part().path("args").has("s_churn")) {
      changes.add(with(golden, "s_tmin", 1.5));
      changes.add(with(golden, "s_tmax", 3.5));
      changes.add(with(golden, "s_noise", 1.01));
    }
    if (golden.part().path("noise_used").asBoolean()
        && !golden.part().path("args").has("s_churn")) {
      changes.add(with(golden, "eta", 0.7));
      changes.add(with(golden, "s_noise", 1.01));
    }
    if (function.equals("sample_lms")) {
      changes.add(with(golden, "order", 3));
    }
    if (function.equals("sample_dpmpp_2m_sde")) {
      boolean heun = golden.part().path("args").path("solver_type").asText().equals("heun");
      changes.add(with(golden, "solver_type", heun ? "midpoint" : "heun"));
    }
    changes.add(
        golden.with("sampler", function.equals("sample_lms") ? "sample_heun" : "sample_lms"));
    return changes;
  }

  private static GoldenCase with(GoldenCase golden, String argument, Object value) {
    ObjectNode part = golden.part().deepCopy();
    part.withObject("/args").set(argument, JsonNodeFactory.instance.pojoNode(value));
    return new GoldenCase(golden.manifest(), golden.json(), part);
  }
}
