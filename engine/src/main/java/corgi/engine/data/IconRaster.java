package corgi.engine.data;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Draws icons. Their SVG was written by others: no file and no address that it may name is ever
 * opened, and a document that is nested or repeated without end is refused.
 */
final class IconRaster {
  private static final int FINE = 128; // pixels drawn at least, of which the small ones are means
  private static final double FILL = 0.92; // of the frame

  private static final LoaderContext UNTRUSTED =
      LoaderContext.builder()
          .externalResourcePolicy(ResourcePolicy.DENY_ALL)
          .documentLimits(
              new DocumentLimits(
                  DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
                  DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
                  10_000)) // elements; the coats of arms in some flags have 5,000
          .build();

  private IconRaster() {}

  /**
   * Returns an icon in the middle of a square, premultiplied ARGB row by row.
   *
   * @param side of the square in pixels
   * @throws IllegalStateException if the icon is no SVG that can be drawn
   */
  static int[] draw(EmojiIcon icon, int side) {
    int factor = Math.max(1, (FINE + side - 1) / side);
    return shrink(drawLarge(icon, side * factor), side, factor);
  }

  /** Returns an icon as {@link #draw} does, drawn at this size and no larger one first. */
  static int[] drawLarge(EmojiIcon icon, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      double scale = FILL * side / Math.max(icon.width(), icon.height());
      float width = (float) (icon.width() * scale);
      float height = (float) (icon.height() * scale);
      ViewBox box = new ViewBox((side - width) / 2, (side - height) / 2, width, height);
      load(icon).renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, box);
    } finally {
      graphics.dispose();
    }
    return (int[]) image.getRaster().getDataElements(0, 0, side, side, null);
  }

  private static SVGDocument load(EmojiIcon icon) {
    String start =
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 %s %s\">",
            icon.width(),
            icon.height());
    String body = new String(icon.body().bytes(), StandardCharsets.UTF_8);
    byte[] svg = (start + body + "</svg>").getBytes(StandardCharsets.UTF_8);
    SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(svg), null, UNTRUSTED);
    if (document == null) { // the loader has logged why
      throw new IllegalStateException("icon " + icon.identity() + ": is no SVG that can be drawn");
    }
    return document;
  }

  /** Every pixel becomes the mean of a square of {@code factor} pixels each way. */
  private static int[] shrink(int[] large, int side, int factor) {
    int[] small = new int[side * side];
    int count = factor * factor;
    for (int i = 0; i < small.length; i++) {
      int corner = (i / side * factor * side + i % side) * factor;
      int argb = 0;
      for (int shift = 0; shift < 32; shift += 8) {
        int sum = count / 2;
        for (int j = 0; j < count; j++) {
          sum += large[corner + j / factor * side * factor + j % factor] >>> shift & 255;
        }
        argb |= (sum / count) << shift;
      }
      small[i] = argb;
    }
    return small;
  }
}
