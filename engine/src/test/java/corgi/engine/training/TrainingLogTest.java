package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("log.jsonl");
  }

  @Test
  void tellsTheMeansOfEveryFiftySteps() throws IOException {
    write(new TrainingLog(file, Counters.ZERO, LossSums.NONE), 1, 149);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode second = JSON.readTree(lines.get(1));
    assertThat(second.get("steps").asLong()).isEqualTo(100);
    assertThat(second.get("loss").asDouble()).isCloseTo(75.5 / 3, within()); // of 51 … 100
    assertThat(second.get("loss.kl").asDouble()).isEqualTo(-75.5);
    assertThat(second.get("loss.even").asDouble()).isEqualTo(76); // not every step has it
  }

  @Test
  void afterAKillItIsByteForByteWhatItWouldHaveBeen() throws IOException {
    write(new TrainingLog(file, Counters.ZERO, LossSums.NONE), 1, 250);
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);

    TrainingLog killed = new TrainingLog(file, Counters.ZERO, LossSums.NONE);
    write(killed, 1, 120);
    LossSums saved = LossSums.fromJson(JSON.readTree(killed.sums().toJson()));
    write(killed, 121, 210); // beyond what was saved
    Files.writeString(file, "{\"steps\":250,\"exa", StandardOpenOption.APPEND); // a line cut

    write(new TrainingLog(file, new Counters(120, 0, 0), saved), 121, 250);
    assertThat(file).hasBinaryContent(whole);
  }

  @Test
  void whatIsNoLineOfItIsDropped() throws IOException {
    write(new TrainingLog(file, Counters.ZERO, LossSums.NONE), 1, 100);
    List<String> lines = Files.readAllLines(file);
    Files.write(file, List.of(lines.get(0), "{\"steps\":100,\"ex" + lines.get(1), lines.get(1)));
    Files.write(file, new byte[] {(byte) 0xc3}, StandardOpenOption.APPEND); // half a character

    TrainingLog log = new TrainingLog(file, new Counters(100, 0, 0), LossSums.NONE);
    assertThat(file).hasContent(lines.get(0) + "\n" + lines.get(1));
    write(log, 101, 150);
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  /** Thirds, whose sums depend on the order they are added in. */
  private static void write(TrainingLog log, int from, int to) throws IOException {
    for (int step = from; step <= to; step++) {
      Map<String, Double> parts =
          step % 2 == 0 ? Map.of("kl", -1.0 * step, "even", 1.0 * step) : Map.of("kl", -1.0 * step);
      Counters counters = new Counters(step, step, step);
      log.add(new TrainingListener.Report(counters, step / 3.0, 1, 0.1, 0.5, parts));
    }
  }
}
