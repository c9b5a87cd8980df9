package corgi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters of five by nine points, the lower two below the line, from the resource {@code font.txt}.
 * A Java runtime without a display often has no fonts at all, and where it has some, captions would
 * differ from one machine to the next.
 */
final class BitmapFont {
  /** The points from one letter to the next. */
  static final int ADVANCE = 6;

  /** The points from one line to the next. */
  static final int LEADING = 11;

  private static final int ROWS = 9;
  private static final String UNKNOWN = "□";
  private static final BitmapFont INSTANCE = load();

  private final Map<String, List<String>> glyphs; // rows of '#' and '.', by letter

  private BitmapFont(Map<String, List<String>> glyphs) {
    this.glyphs = glyphs;
  }

  /** Returns the font. */
  static BitmapFont get() {
    return INSTANCE;
  }

  private static BitmapFont load() {
    try (InputStream in = BitmapFont.class.getResourceAsStream("font.txt")) {
      Map<String, List<String>> glyphs = new HashMap<>();
      for (String block : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n")) {
        List<String> lines = block.lines().toList();
        String[] letters = lines.get(0).strip().split(" +");
        for (int i = 0; i < letters.length; i++) {
          int left = i * ADVANCE;
          glyphs.put(
              letters[i],
              lines.subList(1, 1 + ROWS).stream()
                  .map(row -> row.substring(left, left + ADVANCE - 1))
                  .toList());
        }
      }
      glyphs.put(" ", List.of());
      return new BitmapFont(glyphs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is a picture of this letter. */
  boolean has(String letter) {
    return glyphs.containsKey(letter);
  }

  /** Writes one line with its upper left corner at (x, y), each point a square of {@code size}. */
  void write(Canvas canvas, String text, Spot spot) {
    int left = spot.x();
    for (String letter : letters(text)) {
      List<String> rows = glyphs.get(letter);
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < ADVANCE - 1; column++) {
          if (rows.get(row).charAt(column) == '#') {
            canvas.ink(left + column * spot.size(), spot.y() + row * spot.size(), spot.size());
          }
        }
      }
      left += ADVANCE * spot.size();
    }
  }

  /**
   * Where to write.
   *
   * @param x of the left edge
   * @param y of the upper edge
   * @param size of a point, in pixels
   */
  record Spot(int x, int y, int size) {}

  /** Returns what is written for {@code text}: accents fall, what has no picture is a box. */
  List<String> letters(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return plain
        .codePoints()
        .mapToObj(Character::toString)
        .map(letter -> has(letter) ? letter : UNKNOWN)
        .toList();
  }

  /** Breaks {@code text} into lines of at most {@code columns} letters, between words if it can. */
  List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : String.join("", letters(text)).split(" ")) {
      String rest = word;
      if (line.length() > 0 && line.length() + 1 + rest.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > columns) {
        lines.add(rest.substring(0, columns));
        rest = rest.substring(columns);
      }
      line.append(line.length() > 0 ? " " : "").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
