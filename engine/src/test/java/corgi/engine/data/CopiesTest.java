package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiesTest {
  @TempDir Path folder;

  /** Files are never decoded, so these need not be pictures. */
  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Dataset open(String kind, Part part) {
    DatasetRequest request = new DatasetRequest(8, Split.ALL).portion(new Portion(part, 0));
    return Datasets.open(kind + ":" + folder, request);
  }

  private Copies copies(String kind, Watch watch) {
    return Copies.of(open(kind, Part.TRAINING), Optional.of(open(kind, Part.VALIDATION)), watch)
        .orElseThrow();
  }

  @Test
  void equalFilesAreFoundAndThoseOnBothSidesNamedFirst() throws IOException {
    write("train/a/1.png", "one");
    write("train/a/2.png", "two");
    write("train/b/3.png", "two"); // a copy with another label
    write("train/b/4.png", "three");
    write("test/a/5.png", "three");
    write("test/b/6.png", "THREE"); // as long as another, but not equal
    write("test/b/7.png", "three");
    write("test/b/8.png", "");
    write("train/b/9.png", "");
    Copies copies = copies("folder", Watch.NONE);
    assertThat(copies.compared()).isEqualTo(9);
    assertThat(copies.repeated()).isEqualTo(3);
    assertThat(copies.leaked()).isEqualTo(2);
    assertThat(copies.pairs()).hasSize(2);
    assertThat(copies.pairs().get(0).leaks()).isTrue();
    assertThat(copies.pairs().get(0).first().name()).isEqualTo("train/b/4.png");
    assertThat(copies.pairs().get(0).second().name()).matches("test/[ab]/[57].png");
    assertThat(copies.pairs().get(1).leaks()).isFalse();
    assertThat(copies.pairs().get(1).second().name()).isEqualTo("train/b/3.png");
  }

  @Test
  void onlyFilesAsLongAsAnotherAreReadAndTheWatchMayStopIt() throws IOException {
    for (int i = 0; i < 20; i++) {
      write("train/a/%02d.png".formatted(i), "x".repeat(i < 12 ? 5 : i));
      write("test/b/%02d.png".formatted(i), "y".repeat(100 + i));
    }
    List<Long> asked = new ArrayList<>();
    Copies copies =
        copies(
            "folder",
            (done, total) -> {
              assertThat(total).isEqualTo(12);
              asked.add(done);
              return done < 7;
            });
    assertThat(asked).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(copies.repeated()).isEqualTo(6); // of the seven that were read
  }

  @Test
  void aFileWithTwoCaptionsIsNoCopyOfItself() throws IOException {
    write("metadata.csv", "file_name,text\na.png,one\na.png,two\nb.png,three\n");
    write("a.png", "pixels");
    write("b.png", "pixels");
    Copies copies =
        Copies.of(open("captions", Part.TRAINING), Optional.empty(), Watch.NONE).orElseThrow();
    assertThat(copies.compared()).isEqualTo(2);
    assertThat(copies.repeated()).isEqualTo(1);
    assertThat(copies.leaked()).isZero();
  }

  @Test
  void picturesOfIdxFilesAreComparedOneByOne() throws IOException {
    idx("train", new byte[] {1, 2, 1});
    idx("t10k", new byte[] {3, 2});
    Copies copies = copies("idx", Watch.NONE);
    assertThat(copies.compared()).isEqualTo(5);
    assertThat(copies.repeated()).isEqualTo(2);
    assertThat(copies.leaked()).isEqualTo(1);
    Copies.Pair leak = copies.pairs().get(0);
    assertThat(leak.first().name()).isEqualTo("train-images-idx3-ubyte[1]");
    assertThat(leak.second().name()).isEqualTo("t10k-images-idx3-ubyte[1]");
  }

  /** Pictures of four pixels, all of them of one level. */
  private void idx(String prefix, byte[] levels) throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + 4 * levels.length).putInt(0x803);
    images.putInt(levels.length).putInt(2).putInt(2);
    for (byte level : levels) {
      images.put(new byte[] {level, level, level, level});
    }
    Files.write(folder.resolve(prefix + "-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + levels.length).putInt(0x801).putInt(levels.length);
    Files.write(folder.resolve(prefix + "-labels-idx1-ubyte"), labels.array());
  }

  @Test
  void composedPicturesAreNotStored() {
    Dataset portraits = Datasets.open("portraits", new DatasetRequest(16, Split.ALL));
    assertThat(Copies.of(portraits, Optional.empty(), Watch.NONE)).isEmpty();
  }
}
