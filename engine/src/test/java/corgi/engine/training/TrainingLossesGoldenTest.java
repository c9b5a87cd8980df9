package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Training losses of guided-diffusion, and the distributions that they are made of. */
@ExtendWith(GoldenSummary.class)
class TrainingLossesGoldenTest {
  private static final String KIND = "training_losses";

  @TestFactory
  Stream<DynamicTest> losses() {
    return GoldenTests.ofParts(KIND, TrainingLossesGoldenTest::loss);
  }

  @TestFactory
  Stream<DynamicTest> distributions() {
    return GoldenTests.of(KIND, TrainingLossesGoldenTest::distributions);
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(golden -> golden.parts().stream())
        .flatMap(TrainingLossesGoldenTest::changes)
        .map(
            changed ->
                DynamicTest.dynamicTest(
                    changed.part().toString(),
                    () ->
                        assertThat(GoldenTests.matches(changed, TrainingLossesGoldenTest::loss))
                            .isFalse()));
  }

  private static Stream<GoldenCase> changes(GoldenCase golden) {
    JsonNode part = golden.part();
    boolean bound = part.path("terms").size() == 1 || part.path("learn_sigma").asBoolean();
    Map<String, Object> changes = new LinkedHashMap<>();
    changes.put("predict_xstart", !part.path("predict_xstart").asBoolean());
    changes.put("schedule", "cosine");
    changes.put("model_mean_type", "PREVIOUS_X");
    changes.put("steps", 1001);
    if (part.path("terms").size() == 1) {
      changes.put("loss_type", "KL");
    }
    if (part.path("learn_sigma").asBoolean()) {
      changes.put("model_var_type", "LEARNED");
    } else if (bound) {
      changes.put("sigma_small", true);
    }
    return changes.entrySet().stream().map(c -> golden.with(c.getKey(), c.getValue()));
  }

  private static void loss(GoldenCase golden, GoldenCheck check) throws IOException {
    try (RecordedLosses inputs = new RecordedLosses(golden, golden.part())) {
      Map<String, NDArray> terms =
          Tensors.inference(
              () -> {
                TrainingLoss loss = inputs.loss();
                return loss instanceof HybridLoss hybrid
                    ? terms(hybrid, inputs)
                    : Map.of("loss", of(loss, inputs));
              });
      for (JsonNode term : golden.part().path("terms")) {
        String name = "out." + golden.key() + "." + term.asText();
        NDArray actual = terms.get(term.asText());
        check.tensor(inputs.recorded(), name, actual == null ? nothing(inputs) : actual);
      }
    }
  }

  private static NDArray nothing(RecordedLosses inputs) {
    return inputs.manager().create(new Shape(0));
  }

  private static Map<String, NDArray> terms(HybridLoss loss, RecordedLosses inputs) {
    var terms = loss.terms(inputs.unet(), inputs.noised(), inputs.conditioning(), inputs.manager());
    Map<String, NDArray> named = new LinkedHashMap<>();
    named.put("mse", terms.error());
    named.put("loss", terms.loss());
    if (terms.bound() != null) {
      named.put("vb", terms.bound());
    }
    return named;
  }

  private static NDArray of(TrainingLoss loss, RecordedLosses inputs) {
    return loss.of(inputs.unet(), inputs.noised(), inputs.conditioning(), inputs.manager());
  }

  /** What was recorded once for all parts of a network: names begin as those of the parts do. */
  private static void distributions(GoldenCase golden, GoldenCheck check) throws IOException {
    Map<String, JsonNode> networks = new LinkedHashMap<>();
    for (GoldenCase part : golden.parts()) {
      networks.putIfAbsent(part.key().replaceFirst("_kl.*", ""), part.part());
    }
    for (Map.Entry<String, JsonNode> network : networks.entrySet()) {
      try (RecordedLosses inputs = new RecordedLosses(golden, network.getValue())) {
        Tensors.inference(
            () -> {
              distributions("out." + network.getKey() + ".", inputs, check);
              return null;
            });
      }
    }
  }

  private static void distributions(String prefix, RecordedLosses inputs, GoldenCheck check) {
    ReverseProcess process = inputs.process();
    VariationalBound bound = new VariationalBound(process);
    int[] times = bound.times(inputs.noised());
    NoisyBatch batch = bound.batch(inputs.noised(), inputs.manager());
    NDArray output = batch.answer(inputs.unet(), inputs.conditioning());
    Gaussian q = process.chain().posterior(batch.clean(), batch.x(), times);
    var step = process.step(output, batch.x(), times, new RangeClipping(1));
    NDArray logVariance = wide(step.previous().logVariance(), batch.x());
    Map.of(
            "q_sample", batch.x(),
            "q_posterior_mean", q.mean(),
            "q_posterior_log_variance_clipped", wide(q.logVariance(), batch.x()),
            "p_mean", step.previous().mean(),
            "p_log_variance", logVariance,
            "p_variance", logVariance.exp(),
            "p_pred_xstart", step.clean(),
            "prior_bpd", bound.priorBits(batch.clean()))
        .forEach(
            (name, actual) -> {
              if (inputs.recorded().has(prefix + name)) {
                check.tensor(inputs.recorded(), prefix + name, actual);
              }
            });
  }

  private static NDArray wide(NDArray rows, NDArray like) {
    return rows.broadcast(like.getShape());
  }
}
