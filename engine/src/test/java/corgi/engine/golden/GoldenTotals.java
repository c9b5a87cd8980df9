package corgi.engine.golden;

import corgi.engine.golden.GoldenResult.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came out of all golden cases in all modules.
 *
 * <p>A case passes if all its runs pass, those of its parts and those by several tests alike; one
 * run that fails fails it, and one that is not applicable makes it not applicable. It was run if
 * some test ran the whole of it, or if tests ran all its parts.
 */
public final class GoldenTotals {
  private final List<GoldenTotal> cases;
  private final List<GoldenResult> results;

  /** Sums up. */
  GoldenTotals(List<GoldenCase> cases, List<GoldenResult> results) {
    Map<String, List<GoldenResult>> byCase =
        results.stream().collect(Collectors.groupingBy(r -> r.id().replaceFirst("/.*", "")));
    this.results = results;
    this.cases =
        cases.stream()
            .filter(golden -> !golden.kind().equals("info"))
            .map(golden -> GoldenTotal.of(golden, byCase.getOrDefault(golden.id(), List.of())))
            .toList();
  }

  /**
   * Sums up the modules of a project, of which one may be running just now.
   *
   * @param root the folder of the modules' folders
   * @param running the folder of the module whose test asks
   */
  public static GoldenTotals of(Path root, Path running) {
    return new GoldenTotals(
        GoldenManifest.all().stream().flatMap(GoldenManifest::cases).toList(),
        GoldenModule.all(root).stream()
            .flatMap(module -> run(module, running).results().stream())
            .toList());
  }

  /**
   * Returns the golden tests that have not run on these cases since their module was compiled, by
   * module; empty where there are all to sum up.
   */
  public static Map<String, List<String>> notRunSinceCompiled(Path root, Path running) {
    Map<String, List<String>> without = new TreeMap<>();
    for (GoldenModule module : GoldenModule.all(root)) {
      GoldenRun run = run(module, running);
      List<String> tests =
          module.tests().stream().filter(test -> !run.tests().contains(test)).toList();
      if (!tests.isEmpty()) {
        without.put(module.name(), tests);
      }
    }
    return without;
  }

  private static GoldenRun run(GoldenModule module, Path running) {
    GoldenRun left = module.read();
    GoldenRun run = module.isIn(running) ? left.then(GoldenSummary.soFar()) : left;
    return run.folder().equals(GoldenSource.directory()) ? run : GoldenRun.none();
  }

  /** Returns the cases that no test ran, or not all of. */
  public List<String> notRun() {
    return cases.stream().filter(c -> !c.missing().isEmpty()).map(GoldenTotal::toString).toList();
  }

  /** Returns what is not applicable, cases and parts, each with its reason. */
  public List<String> notApplicable() {
    return results.stream()
        .filter(result -> result.outcome() == Outcome.NOT_APPLICABLE)
        .map(result -> result.id() + ": " + result.reason())
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns one line for each group, then what failed, was not run or is not applicable. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append(GoldenTotal.HEADER);
    cases.stream()
        .collect(Collectors.groupingBy(GoldenTotal::group, TreeMap::new, Collectors.toList()))
        .forEach((group, members) -> table.append(GoldenTotal.line(group, members)));
    table.append(GoldenTotal.line("all", cases));
    notRun().forEach(name -> table.append("not run: ").append(name).append('\n'));
    results.stream()
        .filter(result -> result.outcome() == Outcome.FAILED)
        .forEach(result -> table.append("failed: ").append(result.id()).append('\n'));
    notApplicable().forEach(name -> table.append("not applicable: ").append(name).append('\n'));
    return table.toString();
  }
}
