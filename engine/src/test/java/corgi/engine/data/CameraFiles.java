package corgi.engine.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;

/** Files as cameras write them, with a note of how they were held. */
public final class CameraFiles {
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
  private static final int ORIENTATION = 0x0112;

  private CameraFiles() {}

  /** Returns a JPEG of 48×32: a red and a green quarter above a blue and a white one. */
  public static byte[] quarters(int orientation, ByteOrder order) throws IOException {
    return with(segment(orientation, order));
  }

  /** Returns the same JPEG with bytes put where Exif is expected. */
  static byte[] with(byte[] segment) throws IOException {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(quarters(), "jpg", jpeg);
    ByteBuffer file = ByteBuffer.allocate(jpeg.size() + 4 + segment.length);
    file.put(jpeg.toByteArray(), 0, 2).putShort((short) 0xFFE1); // APP1 after SOI
    file.putShort((short) (2 + segment.length)).put(segment);
    return file.put(jpeg.toByteArray(), 2, jpeg.size() - 2).array();
  }

  private static BufferedImage quarters() {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
    int[] colours = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF};
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 48; x++) {
        image.setRGB(x, y, colours[2 * (y / 16) + x / 24]);
      }
    }
    return image;
  }

  /** Exif in a JPEG: TIFF with one directory of one entry. */
  static byte[] segment(int orientation, ByteOrder order) {
    byte[] tiff = tiff(orientation, order);
    return ByteBuffer.allocate(EXIF.length + tiff.length).put(EXIF).put(tiff).array();
  }

  private static byte[] tiff(int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    byte mark = (byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I');
    tiff.put(mark).put(mark).putShort((short) 42).putInt(8);
    tiff.putShort((short) 1).putShort((short) ORIENTATION);
    tiff.putShort((short) 3).putInt(1).putShort((short) orientation); // one number of 16 bits
    return tiff.array();
  }

  /** Returns a simple WebP of a size made an extended one, with Exif at its end. */
  static byte[] webp(byte[] simple, int width, int height, int orientation) {
    byte[] tiff = tiff(orientation, ByteOrder.LITTLE_ENDIAN);
    int image = simple.length - 12; // its chunk, after RIFF, the size and WEBP
    ByteBuffer file =
        ByteBuffer.allocate(12 + 18 + image + 8 + tiff.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(simple, 0, 4).putInt(file.capacity() - 8).put(simple, 8, 4);
    file.put(new byte[] {'V', 'P', '8', 'X'}).putInt(10).putInt(0x08); // has Exif
    for (int most : new int[] {width - 1, height - 1}) {
      file.put((byte) most).put((byte) (most >> 8)).put((byte) (most >> 16));
    }
    file.put(simple, 12, image);
    return file.put(new byte[] {'E', 'X', 'I', 'F'}).putInt(tiff.length).put(tiff).array();
  }
}
