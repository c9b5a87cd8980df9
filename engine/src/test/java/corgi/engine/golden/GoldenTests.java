package corgi.engine.golden;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** Makes one test of every recorded case. */
public final class GoldenTests {
  private GoldenTests() {}

  /** Computes a case and asks the check about each of its outputs. */
  @FunctionalInterface
  public interface Body {
    /** Runs one case. */
    void run(GoldenCase golden, GoldenCheck check) throws Exception;
  }

  /** Returns a test of every case of a kind. */
  public static Stream<DynamicTest> of(String kind, Body body) {
    return of(kind, body, golden -> true);
  }

  /** Returns a test of those cases of a kind that were recorded with what the test needs. */
  public static Stream<DynamicTest> of(String kind, Body body, Predicate<GoldenCase> with) {
    List<GoldenCase> cases = cases(kind).filter(with).toList();
    return atLeastOne(kind, cases).stream().map(golden -> test(golden, body));
  }

  /** Returns a test of every part of every case of a kind. */
  public static Stream<DynamicTest> ofParts(String kind, Body body) {
    return parts(kind).map(golden -> test(golden, body));
  }

  /** Returns every part of every case of a kind. */
  public static Stream<GoldenCase> parts(String kind) {
    return atLeastOne(kind, cases(kind).toList()).stream()
        .flatMap(golden -> golden.parts().stream());
  }

  /**
   * Returns the cases of a kind that ship with the tests, and none where another folder takes their
   * place: for what is known of these alone, such as that a changed configuration must be seen.
   */
  public static Stream<GoldenCase> shipped(String kind) {
    return GoldenSource.shipped()
        ? atLeastOne(kind, cases(kind).toList()).stream()
        : Stream.empty();
  }

  /**
   * Returns whether all that a body asks about is as recorded, without reporting it: for tests that
   * a case with a changed configuration fails.
   */
  public static boolean matches(GoldenCase golden, Body body) throws Exception {
    GoldenCheck check = new GoldenCheck(golden);
    body.run(golden, check);
    return check.worst() <= 1;
  }

  private static Stream<GoldenCase> cases(String kind) {
    return GoldenManifest.all().stream()
        .flatMap(GoldenManifest::cases)
        .filter(golden -> golden.kind().equals(kind));
  }

  private static List<GoldenCase> atLeastOne(String kind, List<GoldenCase> cases) {
    if (cases.isEmpty() && GoldenSource.shipped()) {
      throw new AssertionError("no case of kind '" + kind + "' is shipped");
    }
    return cases;
  }

  private static DynamicTest test(GoldenCase golden, Body body) {
    return DynamicTest.dynamicTest(golden.id(), () -> run(golden, body));
  }

  static void run(GoldenCase golden, Body body) throws Exception {
    GoldenCheck check = new GoldenCheck(golden);
    try {
      body.run(golden, check);
      check.verify();
    } catch (TestAbortedException e) {
      GoldenSummary.notApplicable(golden, String.valueOf(e.getMessage()));
      throw e;
    } catch (Throwable e) {
      GoldenSummary.failed(golden, check.worst());
      throw e;
    }
    GoldenSummary.passed(golden, check.worst());
  }
}
