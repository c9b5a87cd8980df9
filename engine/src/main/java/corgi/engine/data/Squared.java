package corgi.engine.data;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Photographs made square: the middle is cut out and scaled. */
final class Squared {
  private Squared() {}

  /**
   * Returns the largest square in the middle of an image, scaled to {@code side} pixels; large
   * images are halved first, so that no pixel is skipped.
   */
  static BufferedImage of(BufferedImage image, int side) {
    int least = Math.min(image.getWidth(), image.getHeight());
    BufferedImage square =
        image.getSubimage(
            (image.getWidth() - least) / 2, (image.getHeight() - least) / 2, least, least);
    while (square.getWidth() >= 2 * side) {
      square = scaled(square, Math.max(side, square.getWidth() / 2));
    }
    return scaled(square, side);
  }

  private static BufferedImage scaled(BufferedImage image, int side) {
    BufferedImage scaled = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, side, side, null);
    graphics.dispose();
    return scaled;
  }
}
