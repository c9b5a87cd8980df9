package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import corgi.engine.golden.GoldenTotals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * All golden cases in all modules: one table, and none that nobody ran. Comes after all other
 * modules' tests, for this module sees them all, and after all others here.
 */
@Order(Integer.MAX_VALUE)
class GoldenTotalsTest {
  private static final Path HERE = Path.of("").toAbsolutePath();

  @Test
  @SuppressWarnings("SystemOut") // a test's report
  void everyRecordedCaseIsRunAndHardlyAnyIsBeyondTheEngine() {
    Map<String, List<String>> without = GoldenTotals.notRunSinceCompiled(HERE.getParent(), HERE);
    if (!without.isEmpty()) {
      System.out.printf("golden totals: skipped, these have not run: %s%n", without);
    }
    assumeThat(without)
        .as("golden tests that have not run since their module was compiled; run: mvn verify")
        .isEmpty();
    GoldenTotals totals = GoldenTotals.of(HERE.getParent(), HERE);
    System.out.println(totals.table());
    assertThat(totals.notRun()).as("cases that no test ran").isEmpty();
    assertThat(totals.notApplicable()).as("not applicable").hasSizeLessThanOrEqualTo(3);
  }
}
