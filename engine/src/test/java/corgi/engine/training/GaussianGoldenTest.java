package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Losses of normal distributions against guided-diffusion and PyTorch. */
@ExtendWith(GoldenSummary.class)
class GaussianGoldenTest {
  private static final Pattern LIKELIHOOD =
      Pattern.compile(
          "out\\.discretized_gaussian_log_likelihood_x_mean([12])_([\\d.]+)logvar([12])");

  @TestFactory
  Stream<DynamicTest> cases() {
    return GoldenTests.of(
        "losses", (golden, check) -> run(golden, check, 0), GaussianGoldenTest::recorded);
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedDistributionsFail() {
    return GoldenTests.shipped("losses")
        .filter(GaussianGoldenTest::recorded)
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.id(),
                    () ->
                        assertThat(GoldenTests.matches(golden, (g, check) -> run(g, check, 0.01)))
                            .isFalse()));
  }

  private static boolean recorded(GoldenCase golden) {
    return golden.group().equals("guided");
  }

  /** Compares all that was recorded of the distributions, their log-variances moved. */
  private static void run(GoldenCase golden, GoldenCheck check, double moved) throws IOException {
    try (NDManager manager = Tensors.manager();
        SafetensorsFile recorded = golden.tensors()) {
      Gaussian one = gaussian(recorded, manager, "1", 1, moved);
      NDArray x = recorded.load(manager, "in.x");
      for (String name : recorded.names()) {
        Matcher likelihood = LIKELIHOOD.matcher(name);
        if (likelihood.matches()) {
          double share = 2 * Double.parseDouble(likelihood.group(2)); // of the log-variance
          NDArray mean = recorded.load(manager, "in.mean" + likelihood.group(1));
          Gaussian of = gaussian(recorded, manager, likelihood.group(3), share, moved);
          check.tensor(recorded, name, new Gaussian(mean, of.logVariance()).logProbability(x));
        } else if (name.startsWith("out.")) {
          Gaussian two = gaussian(recorded, manager, "2", 1, moved / 2);
          check.tensor(recorded, name, named(name, one, two, x));
        }
      }
    }
  }

  private static NDArray named(String name, Gaussian one, Gaussian two, NDArray x) {
    return switch (name) {
      case "out.normal_kl" -> one.kl(two);
      case "out.kl_to_standard_normal_of_1" -> one.klToStandardNormal();
      case "out.kl_to_standard_normal_of_2" -> two.klToStandardNormal();
      case "out.torch_gaussian_nll_loss_none" ->
          one.nll(x).sub(Math.log(2 * Math.PI) / 2); // PyTorch leaves the constant out
      case "out.torch_gaussian_nll_loss_mean" -> one.nll(x).sub(Math.log(2 * Math.PI) / 2).mean();
      case "out.torch_gaussian_nll_loss_full_none" -> one.nll(x);
      case "out.torch_gaussian_nll_loss_full_mean" -> one.nll(x).mean();
      default -> throw new IllegalArgumentException("a loss of name " + name + " is not known");
    };
  }

  private static Gaussian gaussian(
      SafetensorsFile recorded, NDManager manager, String which, double share, double moved) {
    return new Gaussian(
        recorded.load(manager, "in.mean" + which),
        recorded.load(manager, "in.logvar" + which).mul(share).add(moved));
  }
}
