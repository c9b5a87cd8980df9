package corgi.engine.golden;

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
    return GoldenManifest.cases(kind).map(golden -> test(golden, body));
  }

  /** Returns a test of every part of every case of a kind. */
  public static Stream<DynamicTest> ofParts(String kind, Body body) {
    return GoldenManifest.cases(kind)
        .flatMap(golden -> golden.parts().stream())
        .map(golden -> test(golden, body));
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
