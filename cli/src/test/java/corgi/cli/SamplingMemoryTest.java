package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Corgi;
import corgi.engine.generation.Progress;
import corgi.engine.generation.Request;
import corgi.engine.tensor.ResidentMemory;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A picture of many steps by the shipped model takes no more memory than one of few. */
class SamplingMemoryTest {
  private static final String MODEL = "portraits-32";
  private static final int WARM_UP = 200;
  private static final int STEPS = 500;

  /** One feature map lost in each step, 32×32 of 32 channels and 2 rows, would be 125 MiB. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void fiveHundredStepsLeaveTheProcessAsLargeAsItWas() throws IOException {
    double[] resident = new double[WARM_UP + STEPS + 1];
    Progress watch =
        new Progress() {
          @Override
          public void stepped(long done, long total) {
            resident[(int) done] = ResidentMemory.mebibytes();
          }
        };
    try (Corgi corgi = Corgi.load(MODEL)) {
      Request request = Request.of("a cat wearing sunglasses").steps(WARM_UP + STEPS);
      corgi.generate(request, watch);
    }
    double grown = resident[WARM_UP + STEPS] - resident[WARM_UP];
    System.out.printf("%d sampling steps grew the resident set by %.1f MiB%n", STEPS, grown);
    assertThat(grown).isLessThan(80);
  }
}
