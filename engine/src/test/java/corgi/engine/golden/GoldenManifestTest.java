package corgi.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class GoldenManifestTest {
  private static GoldenCase golden(String json) {
    try {
      return new GoldenCase(null, new ObjectMapper().readTree(json), null);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void everyFileIsThereAndIsTheRecordedOne() throws IOException, GeneralSecurityException {
    for (GoldenManifest manifest : GoldenManifest.all()) {
      assertThat(manifest.hashes()).isNotEmpty();
      for (var file : manifest.hashes().entrySet()) {
        try (InputStream in = manifest.source().open(file.getKey())) {
          byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
          assertThat(HexFormat.of().formatHex(hash)).as(file.getKey()).isEqualTo(file.getValue());
        }
      }
    }
  }

  @Test
  void aFolderTakesThePlaceOfTheResources(@TempDir Path folder) throws IOException {
    String before = System.getProperty(GoldenSource.DIRECTORY);
    try {
      System.setProperty(GoldenSource.DIRECTORY, folder.toString());
      assertThatThrownBy(GoldenManifest::all).hasMessageContaining("a folder with manifest.json");
      Files.writeString(
          folder.resolve("manifest.json"), "{\"cases\":[{\"id\":\"mine\",\"kind\":\"k\"}]}");
      assertThat(GoldenTests.of("k", (g, check) -> {}))
          .extracting(DynamicTest::getDisplayName)
          .containsExactly("mine");
      assertThat(GoldenTests.of("other", (g, check) -> {})).isEmpty();
      assertThat(GoldenTests.shipped("k")).isEmpty();
    } finally {
      if (before == null) {
        System.clearProperty(GoldenSource.DIRECTORY);
      } else {
        System.setProperty(GoldenSource.DIRECTORY, before);
      }
    }
  }

  @Test
  void theNearestToleranceCounts() {
    GoldenCase whole =
        golden(
            """
            {"id":"a","tolerance":{"atol":1,"by_tensor":{"x":{"rtol":2}},"image":{"atol":3}},
             "cases":[{"key":"p","tolerance":{"atol":4,"rtol":5}},{"key":"q"}]}""");
    assertThat(whole.tolerance("y")).isEqualTo(new Tolerance(1, 0));
    assertThat(whole.tolerance("x")).isEqualTo(new Tolerance(0, 2));
    assertThat(whole.tolerance("image")).isEqualTo(new Tolerance(3, 0));
    assertThat(whole.parts().get(0).tolerance("y")).isEqualTo(new Tolerance(4, 5));
    assertThat(whole.parts().get(1).tolerance("x")).isEqualTo(new Tolerance(0, 2));
    assertThat(whole.parts()).extracting(GoldenCase::id).containsExactly("a/p", "a/q");
    assertThatThrownBy(
            () -> golden("{\"id\":\"b\",\"tolerance\":{\"per_case\":true}}").tolerance("x"))
        .hasMessage("b has no tolerance for x");
  }

  @Test
  void theRatioIsErrorOverTolerance() {
    Tolerance tolerance = new Tolerance(0.5, 0.25);
    assertThat(tolerance.ratio(3, 2)).isEqualTo(1); // |3 − 2| / (0.5 + 0.25·2)
    assertThat(tolerance.ratio(-6, -2)).isEqualTo(4);
    assertThat(tolerance.ratio(Double.NaN, Double.NaN)).isZero();
    assertThat(tolerance.ratio(Double.NaN, 2)).isInfinite();
    assertThat(tolerance.ratio(1, Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(new Tolerance(0, 0).ratio(0.0, -0.0)).isZero();
    assertThatThrownBy(() -> new Tolerance(Double.NaN, 0)).hasMessageContaining("NaN");
  }

  @Test
  void aCaseThatDiffersOrComparesNothingFails() {
    GoldenCase golden = golden("{\"id\":\"a\",\"group\":\"self-test\",\"tolerance\":{\"atol\":1}}");
    assertThatCode(() -> GoldenTests.run(golden, (g, check) -> check.value("x", 1.5, 1)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> GoldenTests.run(golden, (g, check) -> check.value("x", 3, 1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("x element 0 is 3.0, recorded 1.0: the error is 2.00 times");
    assertThatThrownBy(
            () ->
                GoldenTests.run(
                    golden, (g, check) -> check.values("x", new double[2], new double[3])))
        .hasMessageContaining("x has 2 elements, recorded are 3");
    assertThatThrownBy(() -> GoldenTests.run(golden, (g, check) -> {}))
        .hasMessageContaining("nothing was compared");
    assertThatThrownBy(() -> GoldenTests.run(golden, (g, check) -> check.same("x", 1, 2)))
        .hasMessageContaining("x is 1, recorded 2");
    GoldenCase part = new GoldenCase(null, golden.json(), new ObjectMapper().createObjectNode());
    assertThatThrownBy(() -> GoldenTests.run(part, (g, check) -> check.notApplicable("why")))
        .isInstanceOf(TestAbortedException.class);
    assertThat(GoldenSummary.text(GoldenSummary.forget("self-test")))
        .isEqualTo(
            """
            1 passed, 4 failed, 1 not applicable; worst error/tolerance Infinity (a)
              1 × why""");
  }

  @Test
  void aChangedConfigurationIsSeenWithoutBeingReported() throws Exception {
    GoldenCase golden = golden("{\"id\":\"a\",\"n\":1,\"tolerance\":{\"atol\":0.5}}");
    GoldenTests.Body body = (g, check) -> check.value("x", g.json().path("n").asInt(), 1);
    assertThat(GoldenTests.matches(golden, body)).isTrue();
    assertThat(GoldenTests.matches(golden.with("n", 2), body)).isFalse();
    assertThat(golden.json().path("n").asInt()).as("the case itself").isEqualTo(1);
    assertThat(GoldenSummary.forget("others")).as("what is reported").isEmpty();
  }

  @Test
  void whatShipsMustBeThere() {
    String before = System.clearProperty(GoldenSource.DIRECTORY);
    try {
      assertThatThrownBy(() -> GoldenTests.of("no such kind", (g, check) -> {}))
          .hasMessage("no case of kind 'no such kind' is shipped");
    } finally {
      if (before != null) {
        System.setProperty(GoldenSource.DIRECTORY, before);
      }
    }
  }
}
