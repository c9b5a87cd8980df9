package corgi.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The classes of a classifier or of a model, one a line, in the order of their numbers. A line may
 * be several names with commas between, and may begin with a WordNet number, as those of ImageNet
 * do: {@code n02123045 tabby, tabby cat}.
 *
 * @param lines one per class
 */
public record ClassNames(List<String> lines) {
  private static final Pattern WORDNET = Pattern.compile("^n\\d{8}\\s+");
  private static final int MOST_SHOWN = 10;

  public ClassNames {
    lines = List.copyOf(lines);
  }

  /**
   * Returns the classes of a resource.
   *
   * @param resource its place on the class path
   */
  public static ClassNames resource(String resource) {
    try (InputStream in = ClassNames.class.getClassLoader().getResourceAsStream(resource)) {
      return new ClassNames(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the names of a class. */
  public List<String> names(int index) {
    List<String> names = new ArrayList<>();
    String line = WORDNET.matcher(lines.get(index)).replaceFirst("");
    for (String name : line.split(",")) {
      names.add(name.strip().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /**
   * Returns the class of a name or a number.
   *
   * @throws IllegalArgumentException if there is none; the message lists some
   */
  public int find(String said) {
    String wanted = said.strip().toLowerCase(Locale.ROOT);
    for (int i = 0; i < lines.size(); i++) {
      if (names(i).contains(wanted) || lines.get(i).equalsIgnoreCase(said.strip())) {
        return i;
      }
    }
    if (wanted.matches("\\d{1,6}") && Integer.parseInt(wanted) < lines.size()) {
      return Integer.parseInt(wanted);
    }
    String known = String.join("; ", lines.subList(0, Math.min(MOST_SHOWN, lines.size())));
    throw new IllegalArgumentException(
        "label %s: no such class; the %d known are %s%s, or 0 to %d"
            .formatted(
                said,
                lines.size(),
                known,
                lines.size() > MOST_SHOWN ? "; …" : "",
                lines.size() - 1));
  }

  /**
   * Returns the class whose name stands in a sentence, of several the one with the longest name.
   */
  public OptionalInt in(String sentence) {
    String text = " " + sentence.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ") + " ";
    int found = -1;
    int longest = 0;
    for (int i = 0; i < lines.size(); i++) {
      for (String name : names(i)) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        if (plain.length() > longest && text.contains(" " + plain + " ")) {
          found = i;
          longest = plain.length();
        }
      }
    }
    return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
  }
}
