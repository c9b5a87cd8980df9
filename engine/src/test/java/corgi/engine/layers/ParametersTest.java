package corgi.engine.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import org.junit.jupiter.api.Test;

class ParametersTest {
  /** Two layers that hold matrices, and one that does not. */
  private static final class Net {
    private final Parameters parameters;
    private final Linear linear;
    private final LayerNorm norm;
    private final Conv2d conv;

    Net(NDManager manager) {
      parameters = new Parameters(manager);
      linear = Linear.of(parameters.root().at("linear"), 8, 16);
      norm = new LayerNorm(parameters.root().at("norm"), 16);
      conv = Conv2d.same3(parameters.root().at("conv"), 4, 4);
      parameters.initialise(3);
    }

    float[] answer(TensorOps ops, NDArray x) {
      return Tensors.inference(
          () -> {
            NDArray h = norm.forward(ops, linear.forward(ops, ops.enter(x))); // (2, 16)
            return ops.leave(conv.forward(ops, h.reshape(2, 4, 2, 2))).toFloatArray();
          });
    }
  }

  @Test
  void settledWeightsAnswerTheSameToTheBit() {
    TensorOps ops = TensorOps.of(Precision.BF16);
    try (NDManager manager = Tensors.manager()) {
      Net net = new Net(manager);
      NDArray x = manager.randomNormal(new Shape(2, 8));
      float[] before = net.answer(ops, x);
      NDArray matrix = net.parameters.find("linear.weight").array();
      NDArray scale = net.parameters.find("norm.weight").array();

      net.parameters.settle(ops);

      assertThat(net.answer(ops, x)).isEqualTo(before);
      assertThat(net.parameters.find("linear.weight").array()).isNotSameAs(matrix);
      assertThat(net.parameters.find("norm.weight").array()).isSameAs(scale);
      assertThat(net.parameters.count()).isEqualTo(16 * 8 + 16 + 32 + 4 * 4 * 9 + 4);
    }
  }

  @Test
  void inFloat32NothingChanges() {
    try (NDManager manager = Tensors.manager()) {
      Net net = new Net(manager);
      NDArray matrix = net.parameters.find("linear.weight").array();
      net.parameters.settle(TensorOps.of(Precision.FP32));
      assertThat(net.parameters.find("linear.weight").array()).isSameAs(matrix);
    }
  }
}
