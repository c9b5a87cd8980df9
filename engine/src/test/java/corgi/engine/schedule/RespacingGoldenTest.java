package corgi.engine.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kept times against guided-diffusion; keys are {@code steps|respacing}. */
@ExtendWith(GoldenSummary.class)
class RespacingGoldenTest {
  @TestFactory
  Stream<DynamicTest> keptTimes() {
    return GoldenTests.of("space_timesteps", RespacingGoldenTest::run);
  }

  private static void run(GoldenCase golden, GoldenCheck check) {
    for (var entry : golden.json().path("expected").properties()) {
      JsonNode actual = new ObjectMapper().valueToTree(times(entry.getKey()));
      check.same(entry.getKey(), actual, entry.getValue());
    }
    for (var entry : golden.json().path("rejected_with_ValueError").properties()) {
      assertThatThrownBy(() -> times(entry.getKey()))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .hasLineCount(1);
    }
  }

  private static int[] times(String key) {
    int bar = key.indexOf('|');
    return Respacing.times(Integer.parseInt(key.substring(0, bar)), key.substring(bar + 1));
  }
}
