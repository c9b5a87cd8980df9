package corgi.engine.golden;

import corgi.engine.golden.GoldenResult.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came out of all runs of one case.
 *
 * @param id of the case
 * @param group it is summed up under
 * @param runs of the case and of its parts
 * @param missing what was not run: the case itself or some of its parts
 */
record GoldenTotal(String id, String group, List<GoldenResult> runs, List<String> missing) {
  static final String HEADER =
      "%-12s %6s %7s %7s %15s %8s %6s  %s%n"
          .formatted(
              "group", "cases", "passed", "failed", "not applicable", "not run", "worst", "where");

  static GoldenTotal of(GoldenCase golden, List<GoldenResult> runs) {
    return new GoldenTotal(golden.id(), golden.group(), runs, missing(golden, runs));
  }

  /** Parts may share a name, then each must have been run. */
  private static List<String> missing(GoldenCase golden, List<GoldenResult> runs) {
    Map<String, Long> counts =
        runs.stream().collect(Collectors.groupingBy(GoldenResult::id, Collectors.counting()));
    boolean whole = counts.containsKey(golden.id());
    boolean inParts = counts.size() > (whole ? 1 : 0);
    List<String> missing = new ArrayList<>();
    if (inParts) {
      golden.parts().stream()
          .collect(Collectors.groupingBy(GoldenCase::id, TreeMap::new, Collectors.counting()))
          .forEach(
              (part, count) -> {
                if (counts.getOrDefault(part, 0L) < count) {
                  missing.add(part);
                }
              });
    } else if (!whole) {
      missing.add(golden.id());
    }
    return missing;
  }

  /** How the case ended, or null where it was not run, or not all of it. */
  Outcome outcome() {
    for (Outcome outcome : List.of(Outcome.FAILED, Outcome.NOT_APPLICABLE)) {
      if (runs.stream().anyMatch(run -> run.outcome() == outcome)) {
        return outcome;
      }
    }
    return missing.isEmpty() ? Outcome.PASSED : null;
  }

  /** Returns the line of a group. */
  static String line(String group, List<GoldenTotal> members) {
    Function<Outcome, Long> count =
        outcome -> members.stream().filter(member -> member.outcome() == outcome).count();
    GoldenResult worst =
        members.stream()
            .flatMap(member -> member.runs.stream())
            .filter(run -> run.outcome() != Outcome.NOT_APPLICABLE)
            .max(Comparator.comparingDouble(GoldenResult::ratio))
            .orElse(null);
    return "%-12s %6d %7d %7d %15d %8d %6s  %s%n"
        .formatted(
            group,
            members.size(),
            count.apply(Outcome.PASSED),
            count.apply(Outcome.FAILED),
            count.apply(Outcome.NOT_APPLICABLE),
            count.apply(null),
            worst == null ? "-" : "%.3g".formatted(worst.ratio()),
            worst == null ? "-" : worst.id());
  }

  @Override
  public String toString() {
    return missing.contains(id) ? id : "%s, of its parts %s".formatted(id, missing);
  }
}
