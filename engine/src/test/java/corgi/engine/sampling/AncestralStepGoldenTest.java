package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ancestral steps of k-diffusion: their arguments stand in their names. */
@ExtendWith(GoldenSummary.class)
class AncestralStepGoldenTest {
  private static final String KIND = "get_ancestral_step";
  private static final Pattern NAME = Pattern.compile("from([\\d.]+)_to([\\d.]+)_eta([\\d.]+)");

  @TestFactory
  Stream<DynamicTest> splits() {
    return GoldenTests.of(KIND, (golden, check) -> compare(golden, check, 1));
  }

  @TestFactory
  Stream<DynamicTest> anotherShareOfNoiseFails() {
    return GoldenTests.shipped(KIND)
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.id(),
                    () -> {
                      GoldenTests.Body other = (g, check) -> compare(g, check, 0.9);
                      assertThat(GoldenTests.matches(golden, other)).isFalse();
                    }));
  }

  private static void compare(GoldenCase golden, GoldenCheck check, double change)
      throws Exception {
    try (SafetensorsFile recorded = golden.tensors()) {
      for (String name : recorded.names()) {
        Matcher parts = NAME.matcher(name);
        assertThat(parts.matches()).as(name).isTrue();
        var step =
            AncestralStep.of(
                Double.parseDouble(parts.group(1)),
                Double.parseDouble(parts.group(2)),
                Double.parseDouble(parts.group(3)) * change);
        check.values(recorded, name, new double[] {step.down(), step.up()});
      }
    }
  }
}
