package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One JSON object a line for every {@value #EVERY} steps: the means of the loss and of its parts
 * over these steps.
 */
final class TrainingLog {
  static final int EVERY = 50;

  private final ObjectMapper json = new ObjectMapper();
  private final JsonLines lines;
  private LossSums sums;

  /**
   * Goes on after {@code from} steps.
   *
   * @param sums of the steps after the last line
   */
  TrainingLog(Path file, Counters from, LossSums sums) throws IOException {
    this.sums = sums;
    lines = new JsonLines(file, from);
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
    lines.add(line); // before any state that has it behind it
    sums = LossSums.NONE;
  }

  /** What the steps since the last line add up to. */
  LossSums sums() {
    return sums;
  }
}
