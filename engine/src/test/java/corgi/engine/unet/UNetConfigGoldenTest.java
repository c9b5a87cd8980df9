package corgi.engine.unet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.layers.Parameter;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A recorded model's configuration, read and written again, and the parameters it asks for. */
@ExtendWith(GoldenSummary.class)
class UNetConfigGoldenTest {
  @TestFactory
  Stream<DynamicTest> readAndWritten() {
    return all(UNetConfigGoldenTest::roundTrip);
  }

  @TestFactory
  Stream<DynamicTest> namesAndShapes() {
    return all(UNetConfigGoldenTest::parameters);
  }

  private static Stream<DynamicTest> all(GoldenTests.Body body) {
    return UNetGoldenTest.KINDS.stream().sorted().flatMap(kind -> GoldenTests.of(kind, body));
  }

  private static UNetConfig config(JsonNode json, GoldenCheck check) {
    try {
      return UNetConfig.fromJson(json);
    } catch (IllegalArgumentException e) {
      check.notApplicable(e.getMessage());
      throw e;
    }
  }

  private static void roundTrip(GoldenCase golden, GoldenCheck check) throws IOException {
    ObjectNode recorded = RecordedUNet.json(golden);
    UNetConfig config = config(recorded, check);
    JsonNode written = new ObjectMapper().readTree(config.toJson().toString());
    assertThat(UNetConfig.fromJson(written)).isEqualTo(config);
    recorded
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().startsWith("_") || field.getKey().equals("_class_name")) {
                String key = field.getKey();
                check.same(key, comparable(written.get(key)), comparable(field.getValue()));
              }
            });
  }

  /** Numbers compare by value: 0 is 0.0. A prefix of the first releases' blocks is not kept. */
  private static Object comparable(JsonNode value) {
    return value != null && value.isNumber()
        ? (Object) value.asDouble()
        : String.valueOf(value).replace("\"UNetRes", "\"");
  }

  private static void parameters(GoldenCase golden, GoldenCheck check) throws IOException {
    UNetConfig config = config(RecordedUNet.json(golden), check);
    try (NDManager manager = Tensors.manager();
        UNet unet = new UNet(config, TensorOps.of(Precision.FP32), manager);
        SafetensorsFile file = golden.tensors("diffusion_pytorch_model.safetensors")) {
      Map<String, Shape> declared = new TreeMap<>();
      for (Parameter parameter : unet.parameters().all()) {
        declared.put(parameter.name(), parameter.shape());
      }
      Map<String, Shape> recorded = new TreeMap<>();
      file.names().forEach(name -> recorded.put(name, file.entry(name).shape()));
      check.same("names and shapes", declared, recorded);
    }
  }
}
