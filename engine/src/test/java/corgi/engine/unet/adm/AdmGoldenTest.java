package corgi.engine.unet.adm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.layers.Parameters;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.PlainOps;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The networks against guided-diffusion: same weights, same answers. */
@ExtendWith(GoldenSummary.class)
class AdmGoldenTest {
  @TestFactory
  Stream<DynamicTest> unets() {
    return GoldenTests.of(
        "UNetModel", (golden, check) -> unet(golden, check, TensorOps.of(Precision.FP32)));
  }

  @TestFactory
  Stream<DynamicTest> unetsOnPlainOperations() {
    return GoldenTests.of("UNetModel", (golden, check) -> unet(golden, check, new PlainOps()));
  }

  @TestFactory
  Stream<DynamicTest> classifiers() {
    return GoldenTests.of("EncoderUNetModel", AdmGoldenTest::classifier);
  }

  @TestFactory
  Stream<DynamicTest> classifierGradients() {
    return GoldenTests.of("classifier_gradient", AdmGoldenTest::gradient);
  }

  private static void unet(GoldenCase golden, GoldenCheck check, TensorOps ops) throws IOException {
    AdmConfig config = AdmConfig.fromJson(golden.json().get("config"));
    try (NDManager manager = Tensors.manager();
        AdmUNet network = new AdmUNet(config, ops, manager);
        SafetensorsFile io = load(golden, network.parameters())) {
      NDArray labels = io.has("in.class") ? io.load(manager, "in.class") : null;
      Conditioning condition = labels == null ? Conditioning.NONE : Conditioning.labels(labels);
      NDArray answer =
          Tensors.inference(
              () ->
                  network.forward(
                      io.load(manager, "in.x"), io.load(manager, "in.t"), condition, List.of()));
      check.tensor(io, "out.y", answer);
    }
  }

  private static void classifier(GoldenCase golden, GoldenCheck check) throws IOException {
    AdmConfig config = AdmConfig.fromJson(golden.json().get("config"));
    Pool.Kind kind = Pool.Kind.named(golden.json().get("config").get("pool").asText());
    try (NDManager manager = Tensors.manager();
        AdmClassifier network =
            new AdmClassifier(config, kind, TensorOps.of(Precision.FP32), manager);
        SafetensorsFile io = load(golden, network.parameters())) {
      NDArray answer =
          Tensors.inference(
              () -> network.logits(io.load(manager, "in.x"), io.load(manager, "in.t")));
      check.tensor(io, "out.y", answer);
    }
  }

  /** ∇ₓ log p(class | x) by a network whose configuration stands in the case of its weights. */
  private static void gradient(GoldenCase golden, GoldenCheck check) throws IOException {
    GoldenCase network = golden.sharing("weights.safetensors", "EncoderUNetModel");
    AdmConfig config = AdmConfig.fromJson(network.json().get("config"));
    Pool.Kind kind = Pool.Kind.named(network.json().get("config").get("pool").asText());
    try (NDManager manager = Tensors.manager();
        AdmClassifier classifier =
            new AdmClassifier(config, kind, TensorOps.of(Precision.FP32), manager);
        SafetensorsFile weights = golden.tensors("weights.safetensors");
        SafetensorsFile io = golden.tensors()) {
      ParameterFile.load(weights, classifier.parameters());
      NDArray t = io.load(manager, "in.t");
      NDArray x = io.load(manager, "in.x");
      NDArray chosen = io.load(manager, "in.class").oneHot(config.ends().outChannels());
      check.tensor(
          io, "out.log_probs", Tensors.inference(() -> classifier.logits(x, t).logSoftmax(1)));
      check.tensor(
          io,
          "out.gradient",
          Tensors.gradient(
              z -> classifier.logits(z, t).logSoftmax(1).mul(chosen).sum(new int[] {1}), x));
    }
  }

  private static SafetensorsFile load(GoldenCase golden, Parameters parameters) throws IOException {
    assertThat(parameters.count()).isEqualTo(golden.json().get("parameters").asLong());
    try (SafetensorsFile weights = golden.tensors("weights.safetensors")) {
      ParameterFile.load(weights, parameters);
    }
    return golden.tensors("io.safetensors");
  }
}
