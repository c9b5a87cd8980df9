package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
  private static final Validation EVERY_SECOND = new Validation(new Squares("sha256:2"), 8, 2);

  @TempDir Path folder;

  private List<ValidationReport> run(String name, long steps, Validation validation)
      throws IOException {
    List<ValidationReport> reports = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void validated(ValidationReport report) {
            reports.add(report);
          }
        };
    new TrainingSession(Toy.plan(steps), Toy.BUILT, validation)
        .run(folder.resolve(name), Saving.DEFAULT.everySteps(3), listener);
    return reports;
  }

  private byte[] state(String name, long steps) throws IOException {
    return Files.readAllBytes(
        folder.resolve(name).resolve("checkpoints/step-%09d.safetensors".formatted(steps)));
  }

  private byte[] weights(String name) throws IOException {
    return Files.readAllBytes(
        folder.resolve(name).resolve("model/unet/diffusion_pytorch_model.safetensors"));
  }

  @Test
  void measuringChangesNoLaterWeight() throws IOException {
    run("without", 6, null);
    run("with", 6, EVERY_SECOND);
    assertThat(weights("with")).isEqualTo(weights("without"));
  }

  @Test
  void theSameWeightsAndPicturesHaveTheSameLoss() throws IOException {
    List<ValidationReport> whole = run("whole", 6, EVERY_SECOND);
    assertThat(whole).extracting(r -> r.counters().steps()).containsExactly(2L, 4L, 6L);
    List<ValidationReport> parts = new ArrayList<>(run("parts", 3, EVERY_SECOND));
    parts.addAll(run("parts", 6, EVERY_SECOND));
    assertThat(parts).extracting(ValidationReport::loss).containsExactlyElementsOf(losses(whole));
    assertThat(losses(whole)).doesNotHaveDuplicates();
    List<String> lines = lines("parts");
    assertThat(lines).hasSize(3);
    for (int i = 0; i < 3; i++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(i));
      assertThat(line.path("steps").asLong()).isEqualTo(2 * i + 2);
      assertThat(line.path("loss").asDouble()).isEqualTo(whole.get(i).loss());
      assertThat(line.path("levels")).hasSize(10);
    }
  }

  private static List<Double> losses(List<ValidationReport> reports) {
    return reports.stream().map(ValidationReport::loss).toList();
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name).resolve("validation.jsonl"));
  }

  @Test
  void linesBeyondTheStateAreDropped() throws IOException {
    run("out", 4, EVERY_SECOND); // measured at 2 and 4, saved at 3 and 4
    Files.delete(folder.resolve("out/checkpoints/step-000000004.safetensors"));
    run("out", 4, EVERY_SECOND);
    assertThat(lines("out")).hasSize(2);
    run("out", 4, EVERY_SECOND); // nothing is left to do, nor to say
    assertThat(lines("out")).hasSize(2);
  }

  @Test
  void measuresAtSavesUnlessToldOtherwise() throws IOException {
    var reports = run("out", 7, new Validation(new Squares("sha256:2")));
    assertThat(reports).extracting(r -> r.counters().steps()).containsExactly(3L, 6L, 7L);
    assertThat(state("out", 7)).isNotEmpty();
  }

  /** A network that has not learned anything answers 0: the loss is the mean square of v. */
  @Test
  void levelsGoFromLittleNoiseToMuch() throws IOException {
    ValidationReport report = run("out", 1, EVERY_SECOND.everySteps(1)).get(0);
    assertThat(report.levels()).hasSize(10);
    for (int i = 1; i < 10; i++) {
      assertThat(report.levels().get(i).noise().kappa())
          .isGreaterThan(report.levels().get(i - 1).noise().kappa());
    }
    assertThat(report.levels().get(5).noise())
        .isEqualTo(ObjectiveSpec.DEFAULT.scheduler().schedule().at(550));
    assertThat(report.levels().get(0).loss()).isCloseTo(1, within(0.25)); // v ≈ ε
    double sum = report.levels().stream().mapToDouble(level -> level.loss()).sum();
    assertThat(report.loss()).isCloseTo(sum / 10, within(1e-12));
  }

  @Test
  void refusesWhatMakesNoSense() {
    Dataset data = new Squares("sha256:2");
    assertThatThrownBy(() -> new Validation(data, 0, 5)).hasMessageContaining("on 0 pictures");
    assertThatThrownBy(() -> new Validation(data, 4, -1)).hasMessageContaining("every -1 steps");
  }
}
