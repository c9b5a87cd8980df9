package corgi.engine.golden;

import corgi.engine.golden.GoldenResult.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Prints, when all tests have run, what came out of each group of golden cases, and writes it to
 * {@code target/golden-summary.json} of the module, where {@link GoldenTotals} finds it.
 */
public final class GoldenSummary implements BeforeAllCallback {
  private static final List<GoldenResult> RESULTS = new ArrayList<>();
  private static final Set<String> TESTS = new TreeSet<>();
  private static String test = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    synchronized (GoldenSummary.class) {
      test = context.getRequiredTestClass().getName();
      TESTS.add(test);
    }
    context
        .getRoot()
        .getStore(Namespace.create(GoldenSummary.class))
        .getOrComputeIfAbsent("at the end", key -> (AutoCloseable) GoldenSummary::report);
  }

  /** Leaves a group out of the report, and returns what came out of it. */
  static synchronized List<GoldenResult> forget(String group) {
    List<GoldenResult> forgotten = RESULTS.stream().filter(r -> r.group().equals(group)).toList();
    RESULTS.removeAll(forgotten);
    return forgotten;
  }

  /** Returns what came out so far. */
  static synchronized GoldenRun soFar() {
    return new GoldenRun(GoldenSource.directory(), TESTS, RESULTS);
  }

  static void passed(GoldenCase golden, double ratio) {
    met(golden, Outcome.PASSED, "", ratio);
  }

  static void failed(GoldenCase golden, double ratio) {
    met(golden, Outcome.FAILED, "", ratio);
  }

  static void notApplicable(GoldenCase golden, String reason) {
    met(golden, Outcome.NOT_APPLICABLE, reason, 0);
  }

  private static synchronized void met(
      GoldenCase golden, Outcome outcome, String reason, double ratio) {
    RESULTS.add(new GoldenResult(golden.id(), golden.group(), outcome, reason, ratio, test));
  }

  /** Returns one line for a group, and one for each reason why something is not applicable. */
  static String text(List<GoldenResult> group) {
    Map<Outcome, Long> counts =
        group.stream().collect(Collectors.groupingBy(GoldenResult::outcome, Collectors.counting()));
    double worst = 0;
    String worstCase = "none";
    Map<String, Integer> reasons = new TreeMap<>();
    for (GoldenResult result : group) {
      if (result.ratio() > worst) {
        worst = result.ratio();
        worstCase = result.id();
      }
      if (result.outcome() == Outcome.NOT_APPLICABLE) {
        reasons.merge(result.reason(), 1, Integer::sum);
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "%d passed, %d failed, %d not applicable; worst error/tolerance %.3g (%s)"
            .formatted(
                counts.getOrDefault(Outcome.PASSED, 0L),
                counts.getOrDefault(Outcome.FAILED, 0L),
                counts.getOrDefault(Outcome.NOT_APPLICABLE, 0L),
                worst,
                worstCase));
    reasons.forEach((why, count) -> text.append("%n  %d × %s".formatted(count, why)));
    return text.toString();
  }

  @SuppressWarnings("SystemOut") // a test's report, not a library's
  private static void report() {
    GoldenRun run = soFar();
    run.results().stream()
        .collect(Collectors.groupingBy(GoldenResult::group, TreeMap::new, Collectors.toList()))
        .forEach((name, group) -> System.out.println("golden " + name + ": " + text(group)));
    new GoldenModule(Path.of("")).write(run);
  }
}
