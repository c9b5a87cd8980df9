package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLogTest {
  @TempDir Path folder;

  @Test
  void tellsTheMeanOfEveryFiftyStepsAndOneStoryAfterAKill() throws IOException {
    Path file = folder.resolve("log.jsonl");
    write(new TrainingLog(file, Counters.ZERO), 1, 150);
    assertThat(Files.readAllLines(file)).hasSize(3);
    // The run was killed; the last state was that of step 120.
    write(new TrainingLog(file, new Counters(120, 0, 0)), 121, 200);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    var last = new ObjectMapper().readTree(lines.get(3));
    assertThat(last.get("steps").asLong()).isEqualTo(200);
    assertThat(last.get("loss").asDouble()).isEqualTo(175.5); // of 151 … 200
    assertThat(new ObjectMapper().readTree(lines.get(2)).get("steps").asLong()).isEqualTo(150);
  }

  private static void write(TrainingLog log, int from, int to) throws IOException {
    for (int step = from; step <= to; step++) {
      log.add(new TrainingListener.Report(new Counters(step, step, step), step, 1, 0.1, 0.5));
    }
  }
}
