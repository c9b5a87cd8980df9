package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.checkpoint.PipelineFolder;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.sampling.diffusers.UnsupportedSchedulerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines against diffusers: same folder, same call, same noise, same pictures. */
@ExtendWith(GoldenSummary.class)
class PipelineGoldenTest {
  @TempDir private Path folders;

  @TestFactory
  Stream<DynamicTest> stableDiffusion() {
    return GoldenTests.of("StableDiffusionPipeline", this::run);
  }

  @TestFactory
  Stream<DynamicTest> ancestral() {
    return GoldenTests.of("DDPMPipeline", this::run);
  }

  @TestFactory
  Stream<DynamicTest> implicit() {
    return GoldenTests.of("DDIMPipeline", this::run);
  }

  @TestFactory
  Stream<DynamicTest> folders() {
    return GoldenTests.of(
        "diffusers_folder",
        (golden, check) -> {
          Path folder = golden.extract(fresh());
          assertThat(ModelKind.of(folder.toString())).isEqualTo(ModelKind.PIPELINE);
          String type = golden.json().path("produced_by").path("class").asText();
          check.same("class", PipelineFolder.open(folder).className(), type.split("\\.")[0]);
          LoadedModel.load(Setup.of(folder.toString())).close();
        });
  }

  private void run(GoldenCase golden, GoldenCheck check) throws IOException {
    try (RecordedPipeline pipeline = new RecordedPipeline(golden, fresh())) {
      pipeline.compare(check);
    } catch (UnsupportedSchedulerException e) {
      check.notApplicable(e.getMessage());
    }
  }

  private Path fresh() throws IOException {
    return Files.createTempDirectory(folders, "pipeline");
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedCallsFail() {
    return GoldenTests.shipped("StableDiffusionPipeline")
        .limit(6)
        .flatMap(golden -> changes(golden).stream())
        .map(
            changed ->
                DynamicTest.dynamicTest(
                    changed.id(),
                    () -> assertThat(GoldenTests.matches(changed, this::run)).isFalse()));
  }

  private static List<GoldenCase> changes(GoldenCase golden) {
    var call = golden.json().path("call");
    List<GoldenCase> changes = new ArrayList<>();
    var steered = call.deepCopy();
    double scale = call.path("guidance_scale").asDouble();
    ((com.fasterxml.jackson.databind.node.ObjectNode) steered).put("guidance_scale", scale + 0.5);
    changes.add(golden.with("call", steered));
    var skipping = call.deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) skipping).put("clip_skip", 1);
    changes.add(golden.with("call", skipping));
    var config = golden.json().path("scheduler_config").deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) config)
        .put(
            "prediction_type",
            config.path("prediction_type").asText().equals("v_prediction")
                ? "epsilon"
                : "v_prediction");
    changes.add(golden.with("scheduler_config", config));
    return changes;
  }
}
