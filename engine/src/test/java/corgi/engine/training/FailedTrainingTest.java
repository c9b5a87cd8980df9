package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import corgi.engine.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a training is said in one line, and its last checkpoint stands. */
class FailedTrainingTest {
  private static final int KILOBYTES = 600; // a model is smaller, a state is larger
  private static final Saving EVERY_STEP = Saving.DEFAULT.everySteps(1);

  @TempDir Path folder;

  @Test
  void aTrainingThatDivergesSavesNothingOfIt() throws IOException {
    TrainerOptions options =
        new TrainerOptions(
            Limit.ofSteps(50), 4, 5, new LearningRate(1e30, 0, 0), 0.99, Precision.FP32);
    TrainingPlan plan = Toy.with(Toy.plan(50), options);
    var session = new TrainingSession(plan, Toy.BUILT);
    assertThatThrownBy(() -> session.run(folder, EVERY_STEP, TrainingListener.NONE))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("nothing was saved before")
        .hasMessageMatching("[^\\n]*");
    assertThat(new StateFiles(folder).newestFirst()).isEmpty();
  }

  @Test
  void theLastGoodCheckpointIsNamed() throws IOException {
    new TrainingSession(Toy.plan(3), Toy.BUILT).run(folder, EVERY_STEP, TrainingListener.NONE);
    TrainerOptions wild =
        new TrainerOptions(
            Limit.ofSteps(50), Toy.BATCH, 5, new LearningRate(1e30, 0, 0), 0.99, Precision.FP32);
    var session = new TrainingSession(Toy.with(Toy.plan(50), wild), Toy.BUILT);
    assertThatThrownBy(() -> session.run(folder, Saving.DEFAULT, TrainingListener.NONE))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the last good checkpoint is")
        .hasMessageContaining("step-000000003.safetensors");
    assertThat(new StateFiles(folder).of(new Counters(3, 0, 0))).exists();
  }

  /** The system refuses to write more than some kilobytes into a file, as a full disk would. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aCheckpointThatCannotBeWrittenLeavesTheOneBefore() throws Exception {
    Path out = folder.resolve("out");
    try (Life life = new Life(out, 4)) {
      assertThat(life.end()).as("%s", Files.readString(Life.said(out))).isZero();
    }
    Path last = new StateFiles(out).of(new Counters(4, 0, 0));
    byte[] before = Files.readAllBytes(last);
    try (Life life = Life.writingAtMost(KILOBYTES, out, 12)) {
      assertThat(life.end()).isNotZero();
    }
    assertThat(Files.readString(Life.said(out)))
        .contains("step-000000008.safetensors could not be written: ")
        .contains("the last good checkpoint is " + last);
    assertThat(last).hasBinaryContent(before);
    try (var files = Files.list(last.getParent())) {
      assertThat(files).containsExactly(last);
    }
    try (Life life = new Life(out, 12)) {
      assertThat(life.end()).as("%s", Files.readString(Life.said(out))).isZero();
    }
  }

  @Test
  void anotherProcessIsKeptOut() throws IOException {
    Path out = folder.resolve("out");
    try (Life life = new Life(out, 100_000)) {
      assertThat(life.await(() -> !life.checkpoints().isEmpty())).isTrue();
      assertThatThrownBy(() -> new TrainingFolder(out))
          .hasMessageContaining("another training is writing here");
    }
  }

  @Test
  void aFolderThatTakesNoFilesIsFoundOutBeforeTheFirstStep() {
    Path closed = Path.of("/proc"); // not even root may
    assumeTrue(Files.isDirectory(closed));
    assertThatThrownBy(() -> new TrainingFolder(closed.resolve("training")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/proc/training");
  }
}
