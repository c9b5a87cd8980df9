package corgi.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** k-diffusion's tables of σ: their arguments stand in their names. */
@ExtendWith(GoldenSummary.class)
class KappaTablesGoldenTest {
  private static final String KIND = "sigma_tables";
  private static final Pattern NAME =
      Pattern.compile("([a-z]+)_n(\\d+)(?:_([\\d.]+)_([\\d.]+))?(.*)");
  private static final Pattern OPTION = Pattern.compile("_([a-z]+(?:_[a-z]+)*)([\\d.e-]+)");

  @TestFactory
  Stream<DynamicTest> tables() {
    return GoldenTests.of(KIND, (golden, check) -> compare(golden, check, 1));
  }

  @TestFactory
  Stream<DynamicTest> changedValuesFail() {
    return GoldenTests.shipped(KIND)
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.id(),
                    () -> {
                      GoldenTests.Body other = (g, check) -> compare(g, check, 1.02);
                      assertThat(GoldenTests.matches(golden, other)).isFalse();
                    }));
  }

  private static void compare(GoldenCase golden, GoldenCheck check, double change)
      throws Exception {
    try (SafetensorsFile recorded = golden.tensors()) {
      for (String name : recorded.names()) {
        check.values(recorded, name, kappas(table(name, change, check)));
      }
    }
  }

  private static double[] kappas(double[] table) {
    Grid grid = Grids.exploding(table);
    List<NoiseLevel> all = new ArrayList<>(grid.levels());
    all.add(grid.nexts().get(grid.steps() - 1));
    return all.stream().mapToDouble(NoiseLevel::kappa).toArray();
  }

  /** The table of a name, with its last option multiplied. */
  private static double[] table(String name, double change, GoldenCheck check) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      check.notApplicable("a table called " + name);
    }
    int n = Integer.parseInt(parts.group(2));
    if (parts.group(1).equals("vp")) {
      String betaD = parts.group(3) == null ? "19.9" : parts.group(3);
      String betaMin = parts.group(4) == null ? "0.1" : parts.group(4);
      var process =
          new VpTrajectory(
              option(parts.group(5), "beta_d|bd", Double.parseDouble(betaD)) * change,
              option(parts.group(5), "beta_min|bmin", Double.parseDouble(betaMin)));
      return process.kappas(option(parts.group(5), "eps_s|eps", 1e-3), n);
    }
    KappaSequence sequence =
        switch (parts.group(1)) {
          case "karras" -> new KarrasKappas(option(parts.group(5), "rho", 7) * change);
          case "exponential" -> new PolyExponentialKappas(change);
          case "polyexponential" ->
              new PolyExponentialKappas(option(parts.group(5), "rho", 1) * change);
          default -> throw new IllegalArgumentException(name);
        };
    double least = Double.parseDouble(parts.group(3));
    return sequence.from(Double.parseDouble(parts.group(4)), least, n);
  }

  private static double option(String text, String name, double preset) {
    Matcher option = OPTION.matcher(text);
    while (option.find()) {
      if (option.group(1).matches(name)) {
        return Double.parseDouble(option.group(2));
      }
    }
    return preset;
  }
}
