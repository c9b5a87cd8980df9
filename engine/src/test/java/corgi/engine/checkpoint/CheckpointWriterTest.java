package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {
  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("model");
  }

  private float[] opened() throws IOException {
    return Checkpoints.load(CheckpointFolder.open(folder()));
  }

  @Test
  void aCheckpointIsReplaced() throws IOException {
    float[] first = Checkpoints.write(folder(), 1, StoredType.F32);
    float[] second = Checkpoints.write(folder(), 2, StoredType.F32);
    assertThat(opened()).containsExactly(second).isNotEqualTo(first);
    onlyTheFolderIsLeft();
  }

  @Test
  void killedWhileWritingTheOldOneStands() throws IOException {
    float[] old = Checkpoints.write(folder(), 1, StoredType.F32);
    Path half = Files.createDirectories(parent.resolve(".model.writing/unet"));
    Files.writeString(half.resolve("config.json"), "{");
    assertThat(opened()).containsExactly(old);
    float[] next = Checkpoints.write(folder(), 2, StoredType.F32);
    assertThat(opened()).containsExactly(next);
    onlyTheFolderIsLeft();
  }

  @Test
  void killedBetweenTheTwoMovesTheOldOneIsOpened() throws IOException {
    float[] old = Checkpoints.write(folder(), 1, StoredType.F32);
    Files.move(folder(), parent.resolve(".model.previous"));
    assertThat(opened()).containsExactly(old);
    assertThat(CheckpointFolder.find(folder().toString()).checkpoint())
        .isEqualTo(Checkpoints.small());
    float[] next = Checkpoints.write(folder(), 2, StoredType.F32);
    assertThat(opened()).containsExactly(next);
    onlyTheFolderIsLeft();
  }

  @Test
  void killedBeforeTheOldOneIsDeletedTheNewOneIsOpened() throws IOException {
    Checkpoints.write(folder(), 1, StoredType.F32);
    Files.move(folder(), parent.resolve(".model.previous"));
    float[] next = Checkpoints.write(parent.resolve("elsewhere"), 2, StoredType.F32);
    Files.move(parent.resolve("elsewhere"), folder());
    assertThat(opened()).containsExactly(next);
    Checkpoints.write(folder(), 3, StoredType.F32);
    onlyTheFolderIsLeft();
  }

  @Test
  void aFailureLeavesTheOldOne() throws IOException {
    float[] old = Checkpoints.write(folder(), 1, StoredType.F32);
    SafetensorsWriter tooLarge =
        new SafetensorsWriter().add("x", new Shape(1), new float[] {1e9f}, StoredType.F16);
    assertThatThrownBy(() -> CheckpointWriter.write(folder(), Checkpoints.small(), tooLarge))
        .hasMessageContaining("F16 holds at most 65504");
    assertThat(opened()).containsExactly(old);
    onlyTheFolderIsLeft();
  }

  @Test
  void aFolderWithAnythingElseInItIsLeftAlone() throws IOException {
    Path photo = Files.createDirectories(folder().resolve("unet")).resolve("photo.png");
    Files.writeString(photo, "dear");
    assertThatThrownBy(() -> Checkpoints.write(folder(), 1, StoredType.F16))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            folder()
                + ": holds 'unet/photo.png', which is no part of a checkpoint: choose another folder");
    assertThat(photo).hasContent("dear");
    onlyTheFolderIsLeft();
    Path file = Files.writeString(parent.resolve("file"), "dear");
    assertThatThrownBy(() -> Checkpoints.write(file, 1, StoredType.F16))
        .hasMessage(file + ": is a file: expected a folder");
  }

  private void onlyTheFolderIsLeft() throws IOException {
    try (var left = Files.list(parent)) {
      assertThat(left).containsExactly(folder());
    }
  }
}
