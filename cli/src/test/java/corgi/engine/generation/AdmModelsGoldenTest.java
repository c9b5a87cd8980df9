package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
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
    return GoldenTests.of("guided_loop", this::run, golden -> steps(golden) <= 25);
  }

  @TestFactory
  Stream<DynamicTest> changedFlagsFail() {
    return GoldenTests.shipped("guided_loop")
        .filter(golden -> steps(golden) <= 25)
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

  private static int steps(GoldenCase golden) {
    return Integer.parseInt(golden.json().path("respacing").asText().replaceAll("\\D", ""));
  }

  private void run(GoldenCase golden, GoldenCheck check) throws IOException {
    Path files = Files.createTempDirectory(folder, "adm");
    try (RecordedAdm recorded = new RecordedAdm(golden, files)) {
      recorded.compare(check);
    }
  }
}
