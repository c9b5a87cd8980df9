package corgi.engine.vae;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.tensor.PlainOps;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The autoencoder against diffusers' {@code AutoencoderKL}: same weights, same answers. */
@ExtendWith(GoldenSummary.class)
class AutoencoderGoldenTest {
  private static final String KIND = "AutoencoderKL";

  @TestFactory
  Stream<DynamicTest> scriptOps() {
    return GoldenTests.of(KIND, body(TensorOps.of(Precision.FP32), Map.of()));
  }

  @TestFactory
  Stream<DynamicTest> plainOps() {
    return GoldenTests.of(KIND, body(new PlainOps(), Map.of()));
  }

  /** Each of these leaves the parameters as they are but not the answers. */
  @TestFactory
  Stream<DynamicTest> aChangedConfigurationFails() {
    Map<String, Object> changes = Map.of("act_fn", "gelu", "norm_num_groups", 2);
    return GoldenTests.shipped(KIND)
        .flatMap(golden -> changes.entrySet().stream().map(change -> seen(golden, change)));
  }

  private static DynamicTest seen(GoldenCase golden, Map.Entry<String, Object> change) {
    GoldenTests.Body body = body(TensorOps.of(Precision.FP32), Map.ofEntries(change));
    return DynamicTest.dynamicTest(
        golden + " with " + change, () -> assertThat(GoldenTests.matches(golden, body)).isFalse());
  }

  @TestFactory
  Stream<DynamicTest> theConfigurationIsWrittenAsItWasRead() {
    return GoldenTests.of(
        KIND,
        (golden, check) -> {
          ObjectNode recorded = json(golden);
          recorded.remove("_diffusers_version"); // who wrote it
          AutoencoderConfig config = AutoencoderConfig.fromJson(recorded);
          JsonNode written = new ObjectMapper().readTree(config.toJson().toString());
          recorded.fieldNames().forEachRemaining(key -> checkKey(recorded, written, key, check));
          assertThat(AutoencoderConfig.fromJson(written)).isEqualTo(config);
        });
  }

  private static void checkKey(JsonNode recorded, JsonNode written, String key, GoldenCheck check) {
    JsonNode value = recorded.get(key);
    boolean same = value.equals(AutoencoderGoldenTest::compareLeaves, written.path(key));
    check.same(key, same ? value : written.path(key), value);
  }

  /** 1 is 1.0, and swish is silu. */
  private static int compareLeaves(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return Double.compare(a.asDouble(), b.asDouble());
    }
    boolean renamed = a.asText().equals("swish") && b.asText().equals("silu");
    return a.equals(b) || renamed ? 0 : 1;
  }

  private static ObjectNode json(GoldenCase golden) throws IOException {
    try (InputStream in = golden.inFolder("config.json")) {
      return (ObjectNode) new ObjectMapper().readTree(in);
    }
  }

  private static GoldenTests.Body body(TensorOps ops, Map<String, Object> changes) {
    return (golden, check) -> {
      ObjectNode json = json(golden);
      changes.forEach((key, value) -> json.set(key, new ObjectMapper().valueToTree(value)));
      AutoencoderConfig config;
      try {
        config = AutoencoderConfig.fromJson(json);
      } catch (IllegalArgumentException e) {
        check.notApplicable(e.getMessage());
        throw e;
      }
      run(golden, check, config, ops);
    };
  }

  private static void run(
      GoldenCase golden, GoldenCheck check, AutoencoderConfig config, TensorOps ops)
      throws IOException {
    try (NDManager manager = Tensors.manager();
        AutoencoderKl network = new AutoencoderKl(config, ops, manager);
        SafetensorsFile weights = golden.tensors("diffusion_pytorch_model.safetensors");
        SafetensorsFile io = golden.tensors("io.safetensors")) {
      ParameterFile.load(weights, network.parameters(), AutoencoderKl::parameterName);
      if (golden.json().has("parameters")) {
        check.same(
            "parameters", network.parameters().count(), golden.json().path("parameters").asLong());
      }
      Tensors.scope(
          () ->
              Tensors.inference(
                  () -> {
                    compare(network, manager, io, check);
                    return null;
                  }));
    }
  }

  private static void compare(
      AutoencoderKl network, NDManager manager, SafetensorsFile io, GoldenCheck check) {
    NDArray latent = io.load(manager, "in.latent");
    DiagonalGaussian posterior = network.encode(io.load(manager, "in.image"));
    NDArray sample = posterior.sample(io.load(manager, "in.posterior_noise"));
    for (String name : io.names()) {
      if (name.startsWith("out.")) {
        NDArray actual =
            switch (name) {
              case "out.mean" -> posterior.mean();
              case "out.logvar" -> posterior.logVariance();
              case "out.std" -> posterior.deviation();
              case "out.var" -> posterior.variance();
              case "out.mode" -> posterior.mode();
              case "out.kl" -> posterior.kl();
              case "out.nll_of_latent" -> posterior.nll(latent);
              case "out.decoded", "out.decoded_f64" -> network.decode(latent);
              case "out.reconstruction_of_sampled_posterior" -> network.decode(sample);
              default -> throw new IllegalArgumentException("no output is called " + name);
            };
        check.tensor(io, name, actual);
      }
    }
  }
}
