package corgi.engine.generation;

import corgi.engine.checkpoint.AtomicFile;
import corgi.engine.data.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One drawn picture.
 *
 * @param picture the pixels
 * @param recipe everything the pixels depend on
 * @param seconds how long it took
 * @param evaluations how often a network was evaluated on it, the weaker model's included
 */
public record Drawing(Picture picture, Recipe recipe, double seconds, long evaluations) {
  /** The keyword of the recipe in a PNG file. */
  public static final String KEYWORD = "corgi";

  /** The keyword of what the picture cost in a PNG file, {@code {"evaluations":60}}. */
  public static final String COST = "corgi-cost";

  /** Returns the seed. */
  public long seed() {
    return recipe.request().seeds().get(0);
  }

  /**
   * Returns the texts that a PNG file carries: the recipe, and the cost without its seconds, which
   * differ from one day to the next.
   */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(KEYWORD, recipe.toJson());
    texts.put(COST, "{\"evaluations\":%d}".formatted(evaluations));
    return texts;
  }

  /** Returns a PNG file that carries the recipe and the cost. */
  public byte[] png() {
    return Png.encode(Raster.of(picture), texts());
  }

  /**
   * Writes a PNG file that carries the recipe and the cost; what was there is replaced, in one
   * move.
   *
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    AtomicFile.write(file, png());
  }
}
