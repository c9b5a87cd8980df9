package corgi.engine.vae;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Autoencoders have the same gradients, bit for bit, when they are differentiated in parts. */
class SegmentedAutoencoderTest {
  private static final int SIDE = 16;
  private static final int IMAGES = 3;

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<AutoencoderShape> shapes() throws IOException {
    String json =
        """
        {"in_channels": 3, "out_channels": 3, "block_out_channels": [4, 8], "norm_num_groups": 2,
         "latent_channels": 2, "layers_per_block": 2, %s
         "down_block_types": ["DownEncoderBlock2D", "AttnDownEncoderBlock2D"],
         "up_block_types": ["AttnUpDecoderBlock2D", "UpDecoderBlock2D"]}
        """;
    ObjectMapper mapper = new ObjectMapper();
    return Stream.of(
        new ClassicConfig(3, SIDE, 4, true),
        new ClassicConfig(3, SIDE, 4, false),
        AutoencoderConfig.fromJson(mapper.readTree(json.formatted(""))),
        AutoencoderConfig.fromJson(
            mapper.readTree(
                json.formatted("\"use_quant_conv\": false, \"use_post_quant_conv\": false,"))));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void inFloat32(AutoencoderShape shape) {
    compare(shape, Precision.FP32);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void inBfloat16(AutoencoderShape shape) {
    compare(shape, Precision.BF16);
  }

  private void compare(AutoencoderShape shape, Precision precision) {
    TensorOps ops = TensorOps.of(precision);
    List<float[]> whole = gradients(shape, ops, SegmentedAutoencoderTest::whole);
    List<float[]> parts = gradients(shape, ops, SegmentedAutoencoderTest::parts);
    assertThat(parts).hasSameSizeAs(whole);
    for (int i = 0; i < whole.size(); i++) {
      boolean same = Arrays.equals(parts.get(i), whole.get(i));
      assertThat(same).as("gradient %d of %d", i, whole.size()).isTrue();
    }
    assertThat(whole).anySatisfy(gradient -> assertThat(gradient[0]).isNotZero());
  }

  /** No operation lies outside the parts, whose memory would be kept. */
  @ParameterizedTest
  @MethodSource("shapes")
  void everyOperationIsMadeAgain(AutoencoderShape shape) {
    int once = operations(shape, SegmentedAutoencoderTest::whole);
    int again = operations(shape, SegmentedAutoencoderTest::parts);
    int enters = shape instanceof ClassicConfig ? 1 : 0; // which keeps nothing
    assertThat(again).isEqualTo(2 * once - enters).isGreaterThan(once);
  }

  private int operations(AutoencoderShape shape, Backward backward) {
    TensorOps ops = TensorOps.of(Precision.FP32);
    int[] calls = new int[1];
    Object counting =
        Proxy.newProxyInstance(
            TensorOps.class.getClassLoader(),
            new Class<?>[] {TensorOps.class},
            (proxy, method, arguments) -> {
              calls[0]++;
              return method.invoke(ops, arguments);
            });
    gradients(shape, (TensorOps) counting, backward);
    return calls[0];
  }

  @FunctionalInterface
  private interface Backward {
    void of(Supplier<NDArray> loss);
  }

  private static void whole(Supplier<NDArray> loss) {
    Tensors.backward(loss.get());
  }

  private static void parts(Supplier<NDArray> loss) {
    NDArray unused = Segments.backward(loss, 1);
  }

  private List<float[]> gradients(AutoencoderShape shape, TensorOps ops, Backward backward) {
    try (Autoencoder network = shape.build(ops, manager)) {
      Parameters parameters = network.parameters();
      parameters.initialise(4);
      parameters.train(Parameters.Mode.TRAINING);
      NDArray image = random(1, new Shape(IMAGES, 3, SIDE, SIDE)).tanh();
      NDArray noise = random(2, new Shape(IMAGES).addAll(shape.latent(SIDE)));
      VaeLoss loss = new VaeLoss(Reconstruction.MSE, 0.3, 0);
      Tensors.recording(
          () -> {
            Tensors.scope(
                () -> backward.of(() -> loss.of(network, image, noise).mean(loss.weight(0))));
            return null;
          });
      return parameters.arrays().stream()
          .map(array -> Tensors.gradientOf(array).toFloatArray())
          .toList();
    }
  }

  private NDArray random(int seed, Shape shape) {
    float[] values = new float[(int) shape.size()];
    CounterRandom.normals(CounterRandom.key(seed, 0), values, 0, values.length);
    return manager.create(values, shape);
  }
}
