package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is killed again and again, at any moment, ends bit for bit where one that nobody
 * touched does. {@code -Dkill.count=N} kills more or less often than {@value #KILLS} times.
 */
class KillTest {
  private static final int KILLS = 24;
  private static final int IN_CHECKPOINTS = 5; // so many must have struck a write, at least
  private static final int IN_MODELS = 3;
  private static final int STEPS_A_LIFE = 20; // more than one is let live for
  private static final List<String> MODELS = List.of("model", "model-ema-length-0.1");
  private static final int START_MILLISECONDS = 1500;

  @TempDir Path folder;

  private final Random random = new Random(5);
  private final Map<Life.Struck, Integer> struck = new EnumMap<>(Life.Struck.class);

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void aKilledTrainingEndsBitForBitWhereAnotherDoes() throws IOException, InterruptedException {
    int kills = Integer.getInteger("kill.count", KILLS);
    long steps = (long) STEPS_A_LIFE * kills;
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    train(whole, steps);

    long begun = System.nanoTime();
    for (int life = 0; life < kills; life++) {
      kill(killed, steps, life);
    }
    System.out.printf(
        "%d kills: %s, in %.0f s%n", kills, struck, (System.nanoTime() - begun) / 1e9);
    assertThat(count(Life.Struck.CHECKPOINT))
        .isGreaterThanOrEqualTo(kills * IN_CHECKPOINTS / KILLS);
    assertThat(count(Life.Struck.MODEL) + count(Life.Struck.SWAP))
        .isGreaterThanOrEqualTo(kills * IN_MODELS / KILLS);

    train(killed, steps);
    assertThat(files(killed)).isEqualTo(files(whole)).contains("checkpoints").containsAll(MODELS);
    for (String state : files(whole.resolve("checkpoints"))) {
      assertSame(killed, whole, "checkpoints/" + state);
    }
    for (String model : MODELS) {
      assertSame(killed, whole, model + "/unet/diffusion_pytorch_model.safetensors");
    }
    assertThat(log(killed)).isEqualTo(log(whole)).hasSize((int) steps / TrainingLog.EVERY);
  }

  private int count(Life.Struck where) {
    return struck.getOrDefault(where, 0);
  }

  private static void train(Path out, long steps) throws IOException, InterruptedException {
    try (Life life = new Life(out, steps)) {
      assertThat(life.end()).as("%s", Files.readString(Life.said(out))).isZero();
    }
  }

  /** Lets a process live for a while and kills it at a moment that is drawn. */
  private void kill(Path out, long steps, int number) throws IOException, InterruptedException {
    try (Life life = new Life(out, steps)) {
      if (number % 6 == 0) { // while it starts, most likely
        Thread.sleep(random.nextInt(START_MILLISECONDS));
      } else {
        List<String> before = life.checkpoints();
        boolean lives = life.await(() -> !life.checkpoints().equals(before));
        for (int saves = random.nextInt(3); saves > 0; saves--) {
          List<String> now = life.checkpoints();
          lives = life.await(() -> !life.checkpoints().equals(now));
        }
        lives &=
            switch (number % 6) {
              case 1, 4 -> life.await(life::writesCheckpoint);
              case 2 -> life.await(life::writesModel);
              case 3 -> life.await(life::swapsModel);
              default -> {
                Thread.sleep(random.nextInt(60));
                yield true;
              }
            };
        assertThat(lives).as("life %d: %s", number, Files.readString(Life.said(out))).isTrue();
      }
      struck.merge(life.kill(), 1, Integer::sum);
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertSame(Path killed, Path whole, String file) throws IOException {
    try (SafetensorsFile a = SafetensorsFile.open(killed.resolve(file));
        SafetensorsFile b = SafetensorsFile.open(whole.resolve(file))) {
      assertThat(a.names()).isEqualTo(b.names()).isNotEmpty();
      for (String name : a.names()) {
        boolean same = Arrays.equals(a.floats(name), b.floats(name)); // NaN equals NaN
        assertThat(same).as("%s: %s is the same", file, name).isTrue();
      }
      assertThat(timeless(a.metadata())).isEqualTo(timeless(b.metadata()));
    }
  }

  /** Time is the one thing that differs, and the hash with it. */
  private static Map<String, String> timeless(Map<String, String> metadata) {
    Map<String, String> left = new LinkedHashMap<>(metadata);
    left.keySet().removeAll(List.of("seconds", "sha256"));
    return left;
  }

  private static List<String> log(Path out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("log.jsonl"))) {
      ObjectNode json = (ObjectNode) new ObjectMapper().readTree(line);
      assertThat(json.remove("seconds").asDouble()).isPositive();
      lines.add(json.toString());
    }
    return lines;
  }
}
