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
 * One JSON object a line for every {@value #EVERY} steps: the means of the loss and of its parts
 * over these steps. A run that goes on from an earlier state first drops the lines beyond it, and
 * what a kill left of a line, so the file tells one story.
 */
final class TrainingLog {
  static final int EVERY = 50;

  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private LossSums sums;

  /**
   * Goes on after {@code from} steps.
   *
   * @param sums of the steps after the last line
   */
  TrainingLog(Path file, Counters from, LossSums sums) throws IOException {
    this.file = file;
    this.sums = sums;
    if (Files.exists(file)) {
      // One character a byte: a line may have been cut in the middle of a character.
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      StringBuilder kept = new StringBuilder();
      int begin = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
        String line = text.substring(begin, end + 1);
        kept.append(steps(line) <= from.steps() ? line : "");
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

  void add(TrainingListener.Report report) throws IOException {
    sums = sums.plus(report);
    Counters counters = report.counters();
    if (counters.steps() % EVERY != 0) {
      return;
    }
    ObjectNode line = json.createObjectNode();
    line.put("steps", counters.steps());
    line.put("examples", counters.examples());
    line.put("seconds", counters.seconds());
    sums.putMeans(line);
    line.put("gradientNorm", report.gradientNorm());
    line.put("learningRate", report.learningRate());
    // On the disk before any state that has it behind it.
    Files.writeString(
        file,
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.DSYNC);
    sums = LossSums.NONE;
  }

  /** What the steps since the last line add up to. */
  LossSums sums() {
    return sums;
  }
}
