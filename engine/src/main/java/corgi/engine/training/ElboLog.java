package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One JSON object a line for every time a training was measured on held-out pictures. */
final class ElboLog {
  private final ObjectMapper json = new ObjectMapper();
  private final Path file;

  ElboLog(Path file) {
    this.file = file;
  }

  /** Adds a line; lines of as many steps or more are of a run that was gone back behind. */
  void add(long steps, ElboReport report) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (json.readTree(line).path("steps").asLong(Long.MAX_VALUE) < steps) {
          lines.add(line);
        }
      }
    }
    ObjectNode line = json.createObjectNode().put("steps", steps);
    report.numbers().forEach(line::put);
    lines.add(line.toString());
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, bytes);
  }
}
