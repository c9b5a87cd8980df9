package corgi.engine.sampling.diffusers;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Times, levels and trajectories of diffusers' schedulers, from their configurations alone. */
@ExtendWith(GoldenSummary.class)
class SchedulerGoldenTest {
  @TestFactory
  Stream<DynamicTest> trajectories() {
    return GoldenTests.ofParts(
        "scheduler_trajectory",
        (golden, check) -> {
          try (SafetensorsFile recorded = golden.tensors()) {
            var replay = new SchedulerReplay(golden, recorded);
            replay
                .run(replay.config())
                .forEach((name, actual) -> check.values(name, actual, replay.expected(name)));
          } catch (UnsupportedSchedulerException e) {
            check.notApplicable(e.getMessage());
          }
        });
  }
}
