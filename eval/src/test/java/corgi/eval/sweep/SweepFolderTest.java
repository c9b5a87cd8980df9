package corgi.eval.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepFolderTest {
  @TempDir Path temporary;

  @Test
  void aFolderOfSomethingElseIsRefused() throws IOException {
    Files.writeString(temporary.resolve("diary.txt"), "dear diary");

    assertThatThrownBy(() -> SweepFolder.open(temporary))
        .hasMessageContaining("is not the folder of a sweep, nor empty");
    assertThatThrownBy(() -> SweepFolder.look(temporary)).hasMessageContaining("nor empty");
    assertThat(temporary.toFile().list()).containsExactly("diary.txt");
    assertThatThrownBy(() -> SweepFolder.open(temporary.resolve("diary.txt")))
        .hasMessageContaining("is no folder");
  }

  @Test
  void oneSweepAtATime() throws IOException {
    Path folder = temporary.resolve("a");
    try (SweepFolder first = SweepFolder.open(folder)) {
      assertThatThrownBy(() -> SweepFolder.open(folder))
          .hasMessageContaining("another sweep is writing here");
      first.claim(List.of("aa"), "{}");
    }
    SweepFolder.open(folder).close();
  }

  @Test
  void anotherSweepWithNothingInCommonIsRefused() throws IOException {
    try (SweepFolder folder = SweepFolder.open(temporary)) {
      folder.claim(List.of("aa", "bb"), "{}");
      folder.save("aa", 0, new byte[] {1});
      folder.claim(List.of("aa", "cc"), "{}");
      assertThatThrownBy(() -> folder.claim(List.of("cc"), "{}"))
          .hasMessageContaining("holds another sweep");
    }
  }

  @Test
  void whatAKilledWriterLeftIsTakenAway() throws IOException {
    String half = ".3.png.123e4567-e89b-12d3-a456-426614174000.tmp";
    try (SweepFolder folder = SweepFolder.open(temporary)) {
      folder.claim(List.of("aa"), "{}");
      folder.save("aa", 2, new byte[] {1});
      Files.writeString(folder.pictures("aa").resolve(half), "half");
    }
    try (SweepFolder folder = SweepFolder.open(temporary)) {
      assertThat(folder.has("aa", 2)).isTrue();
      assertThat(folder.has("aa", 3)).isFalse();
      assertThat(folder.pictures("aa").toFile().list()).containsExactly("2.png");
    }
  }

  @Test
  void recordsComeBackAsTheyWere() throws IOException {
    CellRecord record =
        CellRecord.NONE.with(
            java.util.Map.of(-1L, new CellRecord.Cost(1.5, 20), 4L, new CellRecord.Cost(2.5, 22)),
            0.25);
    try (SweepFolder folder = SweepFolder.open(temporary)) {
      folder.claim(List.of("aa"), "{}");
      folder.save("aa", record, "{}");
      assertThat(folder.record("aa")).isEqualTo(record);
      assertThat(folder.record("aa").seconds()).isEqualTo(2);
      assertThat(folder.record("aa").evaluations()).isEqualTo(21);
      assertThat(folder.record("bb")).isEqualTo(CellRecord.NONE);
      assertThat(record.with(java.util.Map.of(), 9)).isEqualTo(record);
    }
  }
}
