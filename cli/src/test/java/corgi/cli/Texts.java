package corgi.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the JDK's reader finds in a PNG file. */
final class Texts {
  private Texts() {}

  /** Returns the text of Corgi's keyword, or null. */
  static String of(byte[] png) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(png)));
    Element root = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
    NodeList entries = root.getElementsByTagName("iTXtEntry");
    for (int i = 0; i < entries.getLength(); i++) {
      Element entry = (Element) entries.item(i);
      if (entry.getAttribute("keyword").equals("corgi")) {
        return entry.getAttribute("text");
      }
    }
    return null;
  }
}
