package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.tensor.Precision;
import corgi.engine.training.Computing.Activations;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerOptionsTest {
  private static final LearningRate RATE = new LearningRate(1e-3, 200, 0.35);
  private static final String USUAL =
      "{\"batch\":32,\"seed\":5,\"ema\":0.999,\"precision\":\"BF16\"}";

  private final TrainerOptions usual =
      new TrainerOptions(Limit.ofSteps(9), 32, 5, RATE, 0.999, Precision.BF16);

  private static String identity(TrainerOptions options) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    options.identify(json);
    return json.toString();
  }

  @Test
  void theUsualTrainingIsIdentifiedAsItAlwaysWas() {
    assertThat(identity(usual)).isEqualTo(USUAL);
    assertThat(usual.averages()).containsExactly(EmaSpec.ofDecay(0.999));
    assertThat(usual.computing().activations()).isEqualTo(Activations.KEPT);
    assertThat(usual.batches().parts()).isEqualTo(1);
  }

  @Test
  void whatChangesAStepByRoundingAloneMayChange() {
    assertThat(identity(usual.with(new Batches(32, 4)))).isEqualTo(USUAL);
    assertThat(identity(usual.with(new Computing(Precision.BF16, Activations.RECOMPUTED))))
        .isEqualTo(USUAL);
    assertThat(identity(usual.with(new Optimisation(new LearningRate(1, 0, 0))))).isEqualTo(USUAL);
  }

  @Test
  void anotherOptimiserOrAverageIsAnotherTraining() {
    var adamW = new AdamW.Options(0.9, 0.999, 1e-8, 0.01, 1);
    assertThat(identity(usual.with(new Optimisation(RATE, adamW))))
        .contains("\"optimiser\":\"Options[beta1=0.9, beta2=0.999");
    assertThat(identity(usual.with(List.of(EmaSpec.parse("power:length=0.1")))))
        .contains("\"ema\":[\"power:length=0.1\"]");
    assertThat(identity(usual.with(List.of(EmaSpec.ofDecay(0.999), EmaSpec.ofDecay(0.5)))))
        .contains("\"ema\":[\"0.999\",\"0.5\"]");
    assertThat(identity(usual.with(new Computing(Precision.FP32)))).isNotEqualTo(USUAL);
  }

  @Test
  void keepsAtLeastOneAverageAndEachOnce() {
    assertThatThrownBy(() -> usual.with(List.of()))
        .hasMessage("averages []: at least one is needed, each once");
    assertThatThrownBy(() -> usual.with(List.of(EmaSpec.parse("0.9"), EmaSpec.parse("9e-1"))))
        .hasMessageStartingWith("averages [0.9, 0.9]");
  }
}
