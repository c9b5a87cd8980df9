package corgi.engine.golden;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Prints, when all tests have run, what came out of each group of golden cases. */
public final class GoldenSummary implements BeforeAllCallback {
  private static final Map<String, Group> GROUPS = new TreeMap<>();

  /** What came out of one group so far. */
  static final class Group {
    private int passed;
    private int failed;
    private double worst;
    private String worstCase = "none";
    private final Map<String, Integer> notApplicable = new TreeMap<>();

    int passed() {
      return passed;
    }

    int notApplicable() {
      return notApplicable.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void met(GoldenCase golden, double ratio) {
      if (ratio > worst) {
        worst = ratio;
        worstCase = golden.id();
      }
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append(
          "%d passed, %d failed, %d not applicable; worst error/tolerance %.3g (%s)"
              .formatted(passed, failed, notApplicable(), worst, worstCase));
      notApplicable.forEach((why, count) -> text.append("%n  %d × %s".formatted(count, why)));
      return text.toString();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(GoldenSummary.class))
        .getOrComputeIfAbsent("at the end", key -> (AutoCloseable) GoldenSummary::print);
  }

  private static Group group(String group) {
    return GROUPS.computeIfAbsent(group, name -> new Group());
  }

  /** Leaves a group out of the report, and returns what came out of it. */
  static synchronized Group forget(String group) {
    return GROUPS.remove(group);
  }

  static synchronized void passed(GoldenCase golden, double ratio) {
    Group group = group(golden.group());
    group.passed++;
    group.met(golden, ratio);
  }

  static synchronized void failed(GoldenCase golden, double ratio) {
    Group group = group(golden.group());
    group.failed++;
    group.met(golden, ratio);
  }

  static synchronized void notApplicable(GoldenCase golden, String reason) {
    group(golden.group()).notApplicable.merge(reason, 1, Integer::sum);
  }

  @SuppressWarnings("SystemOut") // a test's report, not a library's
  private static synchronized void print() {
    GROUPS.forEach((name, group) -> System.out.println("golden " + name + ": " + group));
  }
}
