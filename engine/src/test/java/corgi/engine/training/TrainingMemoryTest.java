package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.tensor.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two thousand steps and twenty saves leave the process as large as it was. */
class TrainingMemoryTest {
  private static final int WARM_UP = 300;
  private static final int STEPS = 2000;
  private static final int EVERY = 50; // steps between two points of the curve
  private static final double MOST = 40; // MiB; 20 KiB lost in each step would show

  @TempDir Path folder;

  /** The curve is {@code target/training-memory.csv}. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void staysFlat() throws IOException {
    List<Double> curve = new ArrayList<>();
    List<String> lines = new ArrayList<>(List.of("step,mebibytes"));
    TrainingListener watch =
        new TrainingListener() {
          @Override
          public void stepped(Report report) {
            long step = report.counters().steps();
            if (step >= WARM_UP && step % EVERY == 0) {
              curve.add(ResidentMemory.mebibytes());
              lines.add(String.format(Locale.ROOT, "%d,%.1f", step, curve.get(curve.size() - 1)));
            }
          }
        };
    new TrainingSession(Toy.plan(WARM_UP + STEPS), Toy.BUILT)
        .run(folder, Saving.DEFAULT.everySteps(100), watch);

    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target", "training-memory.csv"), lines);
    double begin = curve.get(0);
    double end = curve.get(curve.size() - 1);
    System.out.printf(
        "%d training steps: resident memory from %.1f to %.1f MiB%n", STEPS, begin, end);
    assertThat(end - begin).isLessThan(MOST);
  }
}
