package corgi.engine.classifier;

import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.model.ClassNames;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes of a stored classifier, one a line of {@code synset.txt}. */
final class ClassNamesFile {
  /** The file's name: DJL's. */
  static final String FILE = "synset.txt";

  private static final int MOST = 100_000;

  private ClassNamesFile() {}

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
}
