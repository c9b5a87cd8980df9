package corgi.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.golden.GoldenResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTotalsOfModulesTest {
  @TempDir Path root;

  private static List<GoldenCase> cases(String json) throws IOException {
    return StreamSupport.stream(new ObjectMapper().readTree(json).spliterator(), false)
        .map(node -> new GoldenCase(null, node, null))
        .toList();
  }

  private static GoldenResult result(String id, Outcome outcome, double ratio) {
    return new GoldenResult(
        id, "g", outcome, outcome == Outcome.NOT_APPLICABLE ? "why" : "", ratio, "p.XGoldenTest");
  }

  private static GoldenRun run(GoldenResult... results) {
    return new GoldenRun(GoldenSource.directory(), Set.of("p.XGoldenTest"), List.of(results));
  }

  @Test
  void aCasePassesIfAllItsRunsPass() throws IOException {
    var totals =
        new GoldenTotals(
            cases(
                """
                [{"id":"a","group":"g"},{"id":"b","group":"g"},{"id":"c","group":"h"},
                 {"id":"d","group":"g","cases":[{"key":"1"},{"key":"2"}]},
                 {"id":"e","group":"g","cases":[{"key":"1"},{"key":"2"}]},
                 {"id":"f","group":"g","cases":[{"text":"1"},{"text":"2"}]},
                 {"id":"said","group":"g","kind":"info"}]"""),
            List.of(
                result("a", Outcome.PASSED, 0.25),
                result("a", Outcome.FAILED, 1.5),
                result("c", Outcome.PASSED, 0),
                result("c", Outcome.NOT_APPLICABLE, 0),
                result("c", Outcome.NOT_APPLICABLE, 0),
                result("d/1", Outcome.PASSED, 0.5),
                result("d/2", Outcome.PASSED, 0),
                result("e", Outcome.PASSED, 0),
                result("e/2", Outcome.PASSED, 0),
                result("f/", Outcome.PASSED, 0)));
    assertThat(totals.notRun())
        .containsExactly("b", "e, of its parts [e/1]", "f, of its parts [f/]");
    assertThat(totals.notApplicable()).containsExactly("c: why");
    assertThat(totals.table().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "group cases passed failed not applicable not run worst where",
            "g 5 1 1 0 3 1.50 a",
            "h 1 0 0 1 0 0.00 c",
            "all 6 1 1 1 3 1.50 a",
            "not run: b",
            "not run: e, of its parts [e/1]",
            "not run: f, of its parts [f/]",
            "failed: a",
            "not applicable: c: why");
  }

  @Test
  void resultsSurviveTheirFile() throws IOException {
    GoldenRun run =
        run(
            result("a", Outcome.FAILED, Double.POSITIVE_INFINITY),
            result("b/p", Outcome.NOT_APPLICABLE, 0));
    module().write(run);
    assertThat(module().read()).isEqualTo(run);
  }

  @Test
  void aTestClassReplacesItsOwnResultsAlone() throws IOException {
    var other = new GoldenResult("b", "g", Outcome.PASSED, "", 0, "Other");
    GoldenRun both =
        new GoldenRun(
            GoldenSource.directory(),
            Set.of("p.XGoldenTest", "Other"),
            List.of(result("a", Outcome.FAILED, 2), other));
    module().write(both);
    module().write(run(result("a", Outcome.PASSED, 0)));
    assertThat(module().read().results()).containsExactly(other, result("a", Outcome.PASSED, 0));
    assertThat(module().read().tests()).isEqualTo(both.tests());
  }

  @Test
  void resultsOlderThanWhatWasCompiledAreNone() throws IOException {
    Path elsewhere = root.resolve("elsewhere");
    assertThat(module().tests()).containsExactly("p.XGoldenTest");
    assertThat(GoldenTotals.notRunSinceCompiled(root, elsewhere))
        .isEqualTo(Map.of("m", List.of("p.XGoldenTest")));
    module().write(run());
    assertThat(GoldenTotals.notRunSinceCompiled(root, elsewhere)).isEmpty();
    Path compiled = root.resolve("m/target/test-classes/X.class");
    Files.createDirectories(compiled.getParent());
    Files.writeString(compiled, "");
    Files.setLastModifiedTime(compiled, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    assertThat(GoldenTotals.notRunSinceCompiled(root, elsewhere)).containsKey("m");
    assertThat(module().read()).isEqualTo(GoldenRun.none());
  }

  @Test
  void resultsOfAnotherFolderOfCasesAreNone() throws IOException {
    module()
        .write(
            new GoldenRun(
                "/elsewhere",
                Set.of("p.XGoldenTest"),
                List.of(result("a", Outcome.NOT_APPLICABLE, 0))));
    assertThat(GoldenTotals.notRunSinceCompiled(root, root)).containsKey("m");
    assertThat(GoldenTotals.of(root, root).notApplicable()).isEmpty();
    module().write(run(result("a", Outcome.NOT_APPLICABLE, 0)));
    assertThat(module().read().results()).hasSize(1);
    assertThat(GoldenTotals.of(root, root).notApplicable()).containsExactly("a: why");
  }

  /** A module with one golden test. */
  private GoldenModule module() throws IOException {
    Path folder = root.resolve("m");
    Files.createDirectories(folder.resolve("src/test/java/p"));
    Files.writeString(folder.resolve("src/test/java/p/XGoldenTest.java"), "");
    Files.writeString(folder.resolve("pom.xml"), "");
    return new GoldenModule(folder);
  }
}
