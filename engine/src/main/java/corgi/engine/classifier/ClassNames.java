package corgi.engine.classifier;

import corgi.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The classes of a classifier, one a line of {@code synset.txt}, in the order of its outputs. A
 * line may be several names with commas between, and may begin with a WordNet number, as those of
 * ImageNet do: {@code n02123045 tabby, tabby cat}.
 *
 * @param lines one per class
 */
record ClassNames(List<String> lines) {
  /** The file's name: DJL's. */
  static final String FILE = "synset.txt";

  private static final Pattern WORDNET = Pattern.compile("^n\\d{8}\\s+");
  private static final int MOST = 100_000;
  private static final int MOST_SHOWN = 10;

  ClassNames {
    lines = List.copyOf(lines);
  }

  /**
   * Reads the file in a folder.
   *
   * @throws IOException if it is missing, is no text, or has no line
   */
  static ClassNames read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(
          file.toString(), "is missing: expected the names of the classes, one a line");
    }
    if (Files.size(file) > 100L * MOST) {
      throw new CheckpointException(file.toString(), "is too large for a list of class names");
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (MalformedInputException e) {
      throw new CheckpointException(file.toString(), "is not UTF-8 text", e);
    }
    if (lines.isEmpty() || lines.size() > MOST) {
      throw new CheckpointException(
          file.toString(), "%d lines: expected 1 to %d class names".formatted(lines.size(), MOST));
    }
    return new ClassNames(lines.stream().map(String::strip).toList());
  }

  /** Returns the names of a class. */
  List<String> names(int index) {
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
  int find(String said) {
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
  OptionalInt in(String sentence) {
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
