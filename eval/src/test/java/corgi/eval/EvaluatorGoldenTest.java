package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Precision and recall, Inception Score and Fréchet distance against guided-diffusion's. */
@ExtendWith(GoldenSummary.class)
class EvaluatorGoldenTest {
  private static final String KIND = "improved precision/recall, inception score, FID";

  @TestFactory
  Stream<DynamicTest> scores() {
    return GoldenTests.ofParts(KIND, EvaluatorGoldenTest::run);
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(golden -> golden.parts().stream())
        .flatMap(
            golden ->
                Stream.of("k", "split_size")
                    .filter(golden.part()::has)
                    .map(name -> golden.with(name, changed(golden.part().path(name).asInt()))))
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.part().toString(),
                    () ->
                        assertThat(GoldenTests.matches(golden, EvaluatorGoldenTest::run))
                            .isFalse()));
  }

  /** One neighbour more, or splits small enough to be several. */
  private static int changed(int value) {
    return value < 10 ? value + 1 : 13;
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws IOException {
    JsonNode part = golden.part();
    String key = golden.key();
    try (SafetensorsFile recorded = golden.tensors()) {
      if (recorded.has(key + ".probs")) {
        check.value(
            "inception_score",
            InceptionScore.of(
                Recorded.rows(recorded, key + ".probs"), part.path("split_size").asInt()),
            part.path("inception_score_mean_of_splits").asDouble());
      } else if (recorded.has(key + ".ref")) {
        var measured =
            PrecisionRecall.of(
                Recorded.rows(recorded, key + ".ref"),
                Recorded.rows(recorded, key + ".sample"),
                part.path("k").asInt());
        check.value("precision_recall", measured.precision(), exact(part, "precision"));
        check.value("precision_recall", measured.recall(), exact(part, "recall"));
      } else {
        List<double[]> a = Recorded.rows(recorded, key + ".a");
        List<double[]> b = Recorded.rows(recorded, key + ".b");
        check.value(
            "fid",
            FrechetDistance.between(Moments.of(a), Moments.of(b)),
            part.path("frechet_distance").asDouble());
      }
    }
  }

  /** The reference compares distances in half precision; what was counted exactly goes before. */
  private static double exact(JsonNode part, String name) {
    JsonNode exact = part.path(name + "_float64_brute_force");
    return (exact.isNumber() ? exact : part.path(name + "_reference")).asDouble();
  }
}
