package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.data.CameraFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFileTest {
  @TempDir Path folder;

  private Raster written(BufferedImage image) throws IOException {
    Path file = folder.resolve("image.png");
    ImageIO.write(image, "png", file.toFile());
    return PictureFile.read(file);
  }

  @Test
  void pixelsAreReadAsTheyWereWritten() throws IOException {
    Raster raster = new Raster(2, 1, new byte[] {0, 127, (byte) 255, 1, 2, (byte) 200});
    Path file = Files.write(folder.resolve("ours.png"), Png.encode(raster, Map.of()));

    Raster read = PictureFile.read(file);
    assertThat(read.rgb()).containsExactly(raster.rgb());
    assertThat(read.width()).isEqualTo(2);
  }

  @Test
  void greyKeepsItsNumbersInEightAndSixteenBits() throws IOException {
    BufferedImage eight = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    eight.getRaster().setSample(0, 0, 0, 128);
    assertThat(written(eight).rgb()).containsExactly((byte) 128, (byte) 128, (byte) 128);

    BufferedImage sixteen = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    sixteen.getRaster().setSample(0, 0, 0, 128 * 257);
    assertThat(written(sixteen).rgb()).containsExactly((byte) 128, (byte) 128, (byte) 128);
  }

  @Test
  void transparentPartsAreAsOnWhite() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00102030);
    image.setRGB(1, 0, 0x80FF0000);

    assertThat(written(image).rgb())
        .containsExactly((byte) 255, (byte) 255, (byte) 255, (byte) 255, (byte) 127, (byte) 127);
  }

  @Test
  void aPictureIsTurnedAsItsCameraWasHeld() throws IOException {
    byte[] jpeg = CameraFiles.quarters(6, ByteOrder.BIG_ENDIAN);
    Raster read = PictureFile.read(Files.write(folder.resolve("photo.jpg"), jpeg));
    assertThat(read.width()).isEqualTo(32);
    assertThat(read.height()).isEqualTo(48);
    assertThat(read.rgb()[2] & 255).isGreaterThan(200); // blue, which is stored at the bottom left
    assertThat(read.rgb()[0] & 255).isLessThan(60);
  }

  @Test
  void whatIsNoPictureIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("a.png"), "no picture");
    assertThatThrownBy(() -> PictureFile.read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.png: is no image that can be read");
    assertThatThrownBy(() -> PictureFile.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> PictureFile.read(folder.resolve("none.png")))
        .isInstanceOf(NoSuchFileException.class);
    byte[] whole = Png.encode(new Raster(8, 8, new byte[192]), Map.of());
    Path cut = Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(whole, 60));
    assertThatThrownBy(() -> PictureFile.read(cut))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.png: is damaged");
  }
}
