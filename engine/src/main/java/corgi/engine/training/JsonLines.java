package corgi.engine.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of one JSON object a line, each of which says after how many {@code steps} it was written.
 * A run that goes on from an earlier state first drops the lines beyond it, and what a kill left of
 * a line, so the file tells one story.
 */
final class JsonLines {
  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private long last = -1;

  /** Goes on after {@code from} steps. */
  JsonLines(Path file, Counters from) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      // One character a byte: a line may have been cut in the middle of a character.
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      StringBuilder kept = new StringBuilder();
      int begin = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
        String line = text.substring(begin, end + 1);
        long steps = steps(line);
        if (steps <= from.steps()) {
          kept.append(line);
          last = steps;
        }
        begin = end + 1;
      }
      if (kept.length() < text.length()) {
        AtomicFile.write(file, kept.toString().getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private long steps(String line) {
    try {
      return json.readTree(line).path("steps").asLong(Long.MAX_VALUE);
    } catch (JsonProcessingException e) {
      return Long.MAX_VALUE;
    }
  }

  /** The steps of the last line, or −1 if there is none. */
  long last() {
    return last;
  }

  /** Adds a line; it is on the disk when this returns. */
  void add(ObjectNode line) throws IOException {
    Files.writeString(
        file,
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.DSYNC);
    last = line.path("steps").asLong();
  }
}
