package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSessionTest {
  @TempDir Path folder;

  @Test
  void anInterruptedTrainingEndsBitForBitWhereAnUninterruptedOneDoes() throws IOException {
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    run(whole, 7, Long.MAX_VALUE);
    run(parts, 7, 3); // stopped after its third step
    assertThat(state(parts, 3)).exists();
    run(parts, 7, 5);
    run(parts, 7, Long.MAX_VALUE);
    assertSameTensors(state(parts, 7), state(whole, 7));
    assertSameTensors(
        parts.resolve("model/unet/diffusion_pytorch_model.safetensors"),
        whole.resolve("model/unet/diffusion_pytorch_model.safetensors"));
  }

  @Test
  void savingChangesNothing() throws IOException {
    Path out = folder.resolve("out");
    List<Double> losses = new ArrayList<>();
    new TrainingSession(Toy.plan(6), Toy.BUILT).run(out, recording(losses, Long.MAX_VALUE));
    List<Double> again = new ArrayList<>();
    Path other = folder.resolve("other");
    for (long stop = 1; stop <= 6; stop++) {
      new TrainingSession(Toy.plan(6), Toy.BUILT).run(other, recording(again, stop));
    }
    assertThat(again).isEqualTo(losses).hasSize(6);
  }

  @Test
  void theModelIsAFolderWithItsProvenance() throws IOException {
    Path out = folder.resolve("out");
    run(out, 2, Long.MAX_VALUE);
    var provenance = CheckpointFolder.open(out.resolve("model")).checkpoint().provenance();
    assertThat(provenance.training().steps()).isEqualTo(2);
    assertThat(provenance.training().examples()).isEqualTo(2L * Toy.BATCH);
    assertThat(provenance.data().name()).isEqualTo("squares");
    assertThat(provenance.text().dropped()).isEqualTo(0.1);
  }

  @Test
  void theStateOfAnotherTrainingIsRefusedAndStands() throws IOException {
    run(folder, 2, Long.MAX_VALUE);
    byte[] before = Files.readAllBytes(state(folder, 2));
    var other = new TrainingSession(Toy.plan(3, new Squares("sha256:2")), Toy.BUILT);
    assertThatThrownBy(() -> other.run(folder, TrainingListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "belongs to another training: hash is \"sha256:1\" there, \"sha256:2\" here");
    assertThat(Files.readAllBytes(state(folder, 2))).isEqualTo(before);
  }

  @Test
  void aDamagedStateIsRefused() throws IOException {
    run(folder, 2, Long.MAX_VALUE);
    Path state = state(folder, 2);
    byte[] bytes = Files.readAllBytes(state);
    Files.write(state, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> run(folder, 3, Long.MAX_VALUE))
        .hasMessageContaining("step-000000002.safetensors");
  }

  @Test
  void twoTrainingsDoNotShareAFolder() throws IOException {
    try (TrainingFolder held = new TrainingFolder(folder)) {
      assertThat(held.model()).isEqualTo(folder.resolve("model"));
      assertThatThrownBy(() -> run(folder, 1, Long.MAX_VALUE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another training is writing here");
    }
    run(folder, 1, Long.MAX_VALUE);
  }

  private static void run(Path out, long steps, long stopAfter) throws IOException {
    new TrainingSession(Toy.plan(steps), Toy.BUILT)
        .run(out, recording(new ArrayList<>(), stopAfter));
  }

  private static TrainingListener recording(List<Double> losses, long stopAfter) {
    return new TrainingListener() {
      private long steps;

      @Override
      public void stepped(Report report) {
        losses.add(report.loss());
        steps = report.counters().steps();
      }

      @Override
      public boolean cancelled() {
        return steps >= stopAfter;
      }
    };
  }

  private static Path state(Path out, long steps) {
    return new StateFiles(out).of(new Counters(steps, 0, 0));
  }

  private static void assertSameTensors(Path actual, Path expected) throws IOException {
    try (SafetensorsFile a = SafetensorsFile.open(actual);
        SafetensorsFile b = SafetensorsFile.open(expected)) {
      assertThat(a.names()).isEqualTo(b.names()).isNotEmpty();
      for (String name : a.names()) {
        assertThat(a.floats(name)).as(name).isEqualTo(b.floats(name));
      }
    }
  }
}
