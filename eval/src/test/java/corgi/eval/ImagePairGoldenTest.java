package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.data.Picture;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pictures against pictures by torchmetrics; the names of the numbers say range and window. */
@ExtendWith(GoldenSummary.class)
class ImagePairGoldenTest {
  private static final String KIND = "PSNR, SSIM";
  private static final Pattern NAME =
      Pattern.compile(
          "(psnr|ssim)_data_range_([\\d.]+?)(?:_gaussian(\\d+)_sigma([\\d.]+)|_uniform(\\d+))?");

  @TestFactory
  Stream<DynamicTest> pairs() {
    return GoldenTests.of(KIND, ImagePairGoldenTest::run);
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(
            golden ->
                golden.json().path("expected").properties().stream()
                    .flatMap(
                        expected ->
                            Stream.of(
                                    expected.getKey().replace("range_1", "range_4"),
                                    expected.getKey().replace("sigma1.5", "sigma1.4"),
                                    expected.getKey().replace("gaussian11_sigma1.5", "uniform11"))
                                .filter(name -> !name.equals(expected.getKey()))
                                .map(
                                    name ->
                                        golden.with(
                                            "expected", Map.of(name, expected.getValue())))))
        .map(
            changed ->
                DynamicTest.dynamicTest(
                    changed.json().path("expected").toString(),
                    () ->
                        assertThat(GoldenTests.matches(changed, ImagePairGoldenTest::run))
                            .isFalse()));
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws IOException {
    try (SafetensorsFile recorded = golden.tensors()) {
      List<Picture> x = Recorded.pictures(recorded, "in.x");
      List<Picture> y = Recorded.pictures(recorded, "in.y");
      for (Map.Entry<String, JsonNode> expected : golden.json().path("expected").properties()) {
        String name = expected.getKey();
        check.value(name, measured(name, x, y), expected.getValue().asDouble());
      }
    }
  }

  private static double measured(String name, List<Picture> x, List<Picture> y) {
    Matcher is = NAME.matcher(name);
    if (!is.matches()) {
      throw new IllegalArgumentException("a measure of name " + name + " is not known");
    }
    double range = Double.parseDouble(is.group(2));
    if (is.group(1).equals("psnr")) {
      return new PeakSignalToNoise(range).of(x, y);
    }
    if (is.group(5) != null) {
      return StructuralSimilarity.uniform(range, Integer.parseInt(is.group(5))).of(x, y);
    }
    double sigma = is.group(4) == null ? 1.5 : Double.parseDouble(is.group(4));
    return StructuralSimilarity.gaussian(range, sigma).of(x, y);
  }
}
