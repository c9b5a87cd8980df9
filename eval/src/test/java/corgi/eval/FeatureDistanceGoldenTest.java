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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fréchet and kernel distances against pytorch-fid and torchmetrics; names of kernels say which.
 */
@ExtendWith(GoldenSummary.class)
class FeatureDistanceGoldenTest {
  private static final String KIND = "FID, KID";
  private static final String KERNELS = "kid_unbiased_mmd2_of_first_m_rows";
  private static final Pattern KERNEL = Pattern.compile("degree(\\d+)_gamma(.+)_coef(.+)");

  @TestFactory
  Stream<DynamicTest> distances() {
    return GoldenTests.ofParts(KIND, FeatureDistanceGoldenTest::run);
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(golden -> golden.parts().stream())
        .filter(golden -> golden.part().has(KERNELS))
        .map(golden -> DynamicTest.dynamicTest(golden.id(), () -> changesAreSeen(golden)));
  }

  private static void changesAreSeen(GoldenCase golden) throws Exception {
    JsonNode kernels = golden.part().path(KERNELS);
    for (Map.Entry<String, JsonNode> kernel : kernels.properties()) {
      Matcher is = matched(kernel.getKey());
      int degree = Integer.parseInt(is.group(1));
      double coef = Double.parseDouble(is.group(3));
      for (String other :
          List.of(
              name(degree + 1, is.group(2), coef),
              name(degree, "0.11", coef),
              name(degree, is.group(2), coef + 0.1))) {
        GoldenCase changed = golden.with(KERNELS, Map.of(other, kernel.getValue()));
        assertThat(GoldenTests.matches(changed, FeatureDistanceGoldenTest::run))
            .as(other)
            .isFalse();
      }
    }
    GoldenCase fewer = golden.with("m", golden.part().path("m").asInt() - 1);
    assertThat(GoldenTests.matches(fewer, FeatureDistanceGoldenTest::run)).isFalse();
  }

  private static String name(int degree, String gamma, double coef) {
    return "degree%d_gamma%s_coef%s".formatted(degree, gamma, coef);
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws IOException {
    JsonNode part = golden.part();
    String key = golden.key();
    try (SafetensorsFile recorded = golden.tensors()) {
      if (recorded.has(key + ".mu1")) {
        Moments one = Recorded.moments(recorded, key + ".mu1", key + ".sigma1");
        Moments two = Recorded.moments(recorded, key + ".mu2", key + ".sigma2");
        check.value("fid", FrechetDistance.between(one, two), part.path("fid").asDouble());
        return;
      }
      List<double[]> a = Recorded.rows(recorded, key + ".a");
      List<double[]> b = recorded.has(key + ".b") ? Recorded.rows(recorded, key + ".b") : a;
      double distance = FrechetDistance.between(Moments.of(a), Moments.of(b));
      for (String name : List.of("fid", "fid_by_torchmetrics")) {
        if (part.has(name)) {
          check.value(name, distance, part.path(name).asDouble());
        }
      }
      int m = part.path("m").asInt();
      part.path(KERNELS)
          .properties()
          .forEach(
              kernel ->
                  check.value(
                      "kid",
                      kernel(kernel.getKey(), a.get(0).length)
                          .between(a.subList(0, m), b.subList(0, m)),
                      kernel.getValue().asDouble()));
    }
  }

  private static Matcher matched(String name) {
    Matcher is = KERNEL.matcher(name);
    if (!is.matches()) {
      throw new IllegalArgumentException("a kernel of name " + name + " is not known");
    }
    return is;
  }

  private static KernelDistance kernel(String name, int features) {
    Matcher is = matched(name);
    double scale = is.group(2).equals("1/d") ? 1.0 / features : Double.parseDouble(is.group(2));
    return new KernelDistance(
        Integer.parseInt(is.group(1)), scale, Double.parseDouble(is.group(3)));
  }
}
