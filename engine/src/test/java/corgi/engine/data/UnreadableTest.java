package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be read are passed over, counted, and too many of them are an error. */
class UnreadableTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  private static byte[] image(String format, int level) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, (level + i * 2654435) & 0xFFFFFF);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** A PNG that says it is larger than any that is read. */
  private static byte[] huge() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(header);
    out.writeBytes("IHDR");
    out.writeInt(100_000);
    out.writeInt(100_000);
    out.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    out = new DataOutputStream(file);
    out.write(new byte[] {(byte) 137, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
    out.writeInt(13);
    out.write(header.toByteArray());
    out.writeInt((int) crc.getValue());
    return file.toByteArray();
  }

  /** Class a: four pictures and five files that are none; class b: two pictures. */
  private void write() throws IOException {
    byte[] png = image("png", 0);
    byte[] jpeg = image("jpg", 1);
    Files.write(file("a/1-truncated.png"), Arrays.copyOf(png, png.length / 2));
    Files.writeString(file("a/2-text.png"), "no image");
    Files.write(file("a/3-huge.png"), huge());
    Files.write(file("a/4-truncated.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
    Files.write(file("a/5-empty.png"), new byte[0]);
    Files.write(file("a/6.jpg"), jpeg);
    for (int i = 7; i < 10; i++) {
      Files.write(file("a/" + i + ".png"), image("png", i));
    }
    Files.write(file("b/1.png"), image("png", 20));
    Files.write(file("b/2.png"), image("png", 21));
  }

  private Dataset open(int most) {
    var rules = new FileRules(most, List.of());
    return Datasets.open("folder:" + folder, new DatasetRequest(16, Split.ALL).files(rules));
  }

  @Test
  void theNextOfTheSameLabelsTakesTheirPlaceWhateverTheOrder() throws IOException {
    write();
    Dataset data = open(5);
    assertThat(data.size()).isEqualTo(11);
    assertThat(data.unreadable()).isEmpty();
    float[] next = data.example(5).picture().values(); // the first that can be read
    for (int i = 4; i >= 0; i--) {
      assertThat(data.example(i).picture().values()).containsExactly(next);
      assertThat(data.example(i).labels()).isEqualTo(data.labels(i));
      assertThat(data.original(i)).isEmpty();
    }
    assertThat(data.unreadable())
        .hasSize(5)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).startsWith("a/1-truncated.png: is damaged: ");
              assertThat(lines.get(1)).startsWith("a/2-text.png: is no image that can be read");
              assertThat(lines.get(2)).startsWith("a/3-huge.png: 100000×100000 pixels; at most");
              assertThat(lines.get(3)).startsWith("a/4-truncated.jpg: is damaged: ");
              assertThat(lines.get(4)).startsWith("a/5-empty.png: ");
            });
    Dataset again = open(5);
    LongStream.range(0, 30)
        .parallel()
        .forEach(
            i ->
                assertThat(again.example(i).picture().values())
                    .containsExactly(data.example(i).picture().values()));
    assertThat(again.unreadable()).isEqualTo(data.unreadable());
  }

  @Test
  void moreThanAllowedIsAnError() throws IOException {
    write();
    Dataset data = open(1);
    assertThat(data.example(5).caption()).isEqualTo("a");
    assertThatThrownBy(() -> LongStream.range(0, 3).forEach(data::example))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 pictures cannot be read, at most 1 may be")
        .hasMessageContaining("a/1-truncated.png");
  }

  @Test
  void whereNothingCanBeReadThereIsNoExample() throws IOException {
    Files.writeString(file("a/x.png"), "no image");
    Files.writeString(file("b/x.webp"), "no image");
    Dataset data = open(Integer.MAX_VALUE);
    assertThatThrownBy(() -> data.example(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of its 2 pictures can be read")
        .hasMessageContaining("a/x.png");
  }

  @Test
  void aClassOfWhichNothingCanBeReadGivesWayToTheNext() throws IOException {
    Files.writeString(file("a/x.png"), "no image");
    Files.write(file("b/1.png"), image("png", 20));
    Example example = open(1).example(0);
    assertThat(example.labels()).containsEntry("class", "b");
    assertThat(example.caption()).isEqualTo("b");
  }
}
