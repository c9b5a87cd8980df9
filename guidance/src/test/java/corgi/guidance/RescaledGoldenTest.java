package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.model.Answer;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Classifier-free guidance and its rescaling against diffusers; the names of outputs say γ and φ.
 */
@ExtendWith(GoldenSummary.class)
class RescaledGoldenTest {
  private static final String KIND = "rescale_noise_cfg";
  private static final Pattern OUTPUT =
      Pattern.compile("out\\.(cfg|rescaled)_g([-\\d.]+?)(?:_phi([-\\d.]+))?");

  @TestFactory
  Stream<DynamicTest> cases() {
    return GoldenTests.of(KIND, (golden, check) -> run(golden, check, 1, 1));
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedStrengthsFail() {
    return GoldenTests.shipped(KIND)
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.id(),
                    () -> {
                      assertThat(GoldenTests.matches(golden, (g, c) -> run(g, c, 1.01, 1)))
                          .isFalse();
                      assertThat(GoldenTests.matches(golden, (g, c) -> run(g, c, 1, 0.99)))
                          .isFalse();
                    }));
  }

  /** Compares all outputs, their γ and φ changed by factors. */
  private static void run(GoldenCase golden, GoldenCheck check, double ofGamma, double ofPhi)
      throws IOException {
    try (NDManager manager = Tensors.manager();
        SafetensorsFile recorded = golden.tensors()) {
      NDArray c = recorded.load(manager, "in.eps_text");
      NDArray u = recorded.load(manager, "in.eps_uncond");
      for (String name : recorded.names()) {
        Matcher output = OUTPUT.matcher(name);
        if (output.matches()) {
          NDArray guided = guided(ofGamma * Double.parseDouble(output.group(2)), c, u);
          check.tensor(
              recorded,
              name,
              output.group(3) == null
                  ? guided
                  : Rescaled.rescaled(guided, c, ofPhi * Double.parseDouble(output.group(3))));
        }
      }
    }
  }

  private static NDArray guided(double gamma, NDArray c, NDArray u) {
    var answers =
        new Answers(
            Map.of(
                Evaluation.CONDITIONAL, new Answer(c, c, null),
                Evaluation.UNCONDITIONAL, new Answer(u, u, null)),
            null);
    return new ClassifierFree(gamma).combine(c, Hand.STAGE, answers);
  }
}
