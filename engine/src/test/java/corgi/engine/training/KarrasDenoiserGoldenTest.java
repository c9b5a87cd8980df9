package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Edm;
import corgi.engine.model.FormulaNetwork;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** k-diffusion's {@code Denoiser}: its answer, and its loss of each image by weighting. */
@ExtendWith(GoldenSummary.class)
class KarrasDenoiserGoldenTest {
  private static final String KIND = "Denoiser loss and forward";
  private static final Pattern OUTPUT =
      Pattern.compile("out\\.(denoised|loss_([a-z-]+))_sd([\\d.]+)");

  /** Networks are told ln(σ)/4 here; the recorded one is told σ. */
  private static final FormulaNetwork NETWORK = new FormulaNetwork(c -> Math.sin(Math.exp(4 * c)));

  @TestFactory
  Stream<DynamicTest> answersAndLosses() {
    return GoldenTests.of(KIND, (golden, check) -> compare(golden, check, "", 1));
  }

  @TestFactory
  Stream<DynamicTest> otherWeightsAndDeviationsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(
            golden ->
                Stream.of(
                    fails(golden, "karras", 1),
                    fails(golden, "snr", 1),
                    fails(golden, "soft-min-snr", 1),
                    fails(golden, "", 1.1)));
  }

  private static DynamicTest fails(GoldenCase golden, String weighting, double factor) {
    GoldenTests.Body other = (g, check) -> compare(g, check, weighting, factor);
    return DynamicTest.dynamicTest(
        weighting + factor, () -> assertThat(GoldenTests.matches(golden, other)).isFalse());
  }

  private static void compare(GoldenCase golden, GoldenCheck check, String weighting, double factor)
      throws Exception {
    try (SafetensorsFile recorded = golden.tensors();
        NDManager manager = Tensors.manager()) {
      for (String name : recorded.names()) {
        Matcher output = OUTPUT.matcher(name);
        if (!name.startsWith("out.")) {
          continue;
        }
        if (!output.matches()) {
          check.notApplicable("an output called " + name);
        }
        var type = new Edm(Double.parseDouble(output.group(3)) * factor);
        NDArray actual =
            output.group(2) == null
                ? denoised(recorded, type, manager)
                : loss(
                    recorded,
                    new DenoisingLoss(
                        type, weight(weighting.isEmpty() ? output.group(2) : weighting, type)),
                    manager);
        check.tensor(recorded, name, actual);
      }
    }
  }

  private static LossWeight weight(String name, Edm type) {
    return switch (name) {
      case "karras" -> LossWeight.SIMPLE;
      case "snr" -> LossWeight.SNR;
      case "soft-min-snr" -> new SoftMinSnr(type.dataDeviation());
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static NoiseLevel[] levels(SafetensorsFile recorded) {
    return Arrays.stream(recorded.doubles("in.sigma"))
        .mapToObj(s -> new NoiseLevel(1, s, s))
        .toArray(NoiseLevel[]::new);
  }

  /** Each image's loss, (N). */
  private static NDArray loss(SafetensorsFile recorded, DenoisingLoss loss, NDManager manager) {
    var images =
        new NoisyImages(
            recorded.load(manager, "in.x"), recorded.load(manager, "in.noise"), levels(recorded));
    NDArray elements = loss.elements(NETWORK, images, Conditioning.NONE);
    return elements.reshape(elements.size(0), -1).mean(new int[] {1});
  }

  private static NDArray denoised(SafetensorsFile recorded, Edm type, NDManager manager) {
    NDArray x = recorded.load(manager, "in.x");
    NoiseLevel[] levels = levels(recorded);
    NDList rows = new NDList();
    for (int n = 0; n < levels.length; n++) {
      rows.add(NETWORK.clean(type, x.get(n + ":" + (n + 1)), levels[n]));
    }
    return NDArrays.concat(rows);
  }
}
