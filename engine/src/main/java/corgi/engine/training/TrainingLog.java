package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JSON object a line for every {@value #EVERY} steps. A run that goes on from an earlier state
 * first drops the lines beyond it, so the file tells one story.
 */
final class TrainingLog {
  static final int EVERY = 50;

  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private final Map<String, Double> parts = new LinkedHashMap<>();
  private double loss;
  private int count;

  TrainingLog(Path file, Counters from) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      List<String> kept = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        if (json.readTree(line).path("steps").asLong(Long.MAX_VALUE) <= from.steps()) {
          kept.add(line);
        }
      }
      Files.write(file, kept);
    }
  }

  void add(TrainingListener.Report report) throws IOException {
    loss += report.loss();
    report.parts().forEach((name, part) -> parts.merge(name, part, Double::sum));
    count++;
    Counters counters = report.counters();
    if (counters.steps() % EVERY != 0) {
      return;
    }
    ObjectNode line = json.createObjectNode();
    line.put("steps", counters.steps());
    line.put("examples", counters.examples());
    line.put("seconds", counters.seconds());
    line.put("loss", loss / count);
    parts.forEach((name, sum) -> line.put(name, sum / count));
    line.put("gradientNorm", report.gradientNorm());
    line.put("learningRate", report.learningRate());
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    parts.clear();
    loss = 0;
    count = 0;
  }
}
