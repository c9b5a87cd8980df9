package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.schedule.Respacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files of guided-diffusion with their flags against its loops: same noise, same pictures. */
@ExtendWith(GoldenSummary.class)
class AdmModelsGoldenTest {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> picturesAreTheRecordedOnes() {
    return GoldenTests.of("guided_loop", this::run, AdmModelsGoldenTest::few);
  }

  @TestFactory
  Stream<DynamicTest> changedFlagsFail() {
    return GoldenTests.shipped("guided_loop")
        .filter(AdmModelsGoldenTest::few)
        .limit(4)
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.id(),
                    () ->
                        assertThat(
                                GoldenTests.matches(
                                    golden.with("noise_schedule", "cosine"), this::run))
                            .isFalse()));
  }

  /** Users say a number of steps; the loop says how they are spaced. */
  private static boolean few(GoldenCase golden) {
    boolean implicit = golden.json().path("loop").asText().equals("ddim_sample_loop");
    String respacing = golden.json().path("respacing").asText();
    return respacing.matches(implicit ? "ddim\\d+" : "\\d+") && steps(golden) <= 25;
  }

  private static int steps(GoldenCase golden) {
    return Respacing.times(
            golden.json().path("steps").asInt(), golden.json().path("respacing").asText())
        .length;
  }

  private void run(GoldenCase golden, GoldenCheck check) throws IOException {
    Path files = Files.createTempDirectory(folder, "adm");
    try (RecordedAdm recorded = new RecordedAdm(golden, files)) {
      recorded.compare(check);
    }
  }
}
