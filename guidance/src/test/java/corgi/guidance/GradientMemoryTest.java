package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.Times;
import corgi.engine.generation.TinyClassifier;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Conditioning;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Network;
import corgi.engine.model.Side;
import corgi.engine.model.Velocity;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.ResidentMemory;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.tensor.Window;
import corgi.guidance.ByClassifier.Form;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that takes a gradient in every step needs no more memory at its end than at the start. */
class GradientMemoryTest {
  private static final Shape IMAGE = new Shape(256, 8, 8); // large and yet quick
  private static final int WARM_UP = 200;
  private static final int STEPS = 2000;

  /** An array like x lost in each step, 64 KiB, would be 125 MiB; Java's heap may grow by some. */
  @ParameterizedTest
  @EnumSource
  @EnabledOnOs(OS.LINUX)
  void twoThousandGuidedStepsLeaveTheProcessAsLargeAsItWas(Form form) {
    Grid grid = Times.inside(20, 0.05, WARM_UP + STEPS);
    double[] resident = new double[grid.steps()];
    int[] arrays = new int[grid.steps()];
    try (NDManager manager = Tensors.manager()) {
      Listener watch =
          new Listener() {
            @Override
            public NDArray stepped(Stage stage, NDArray x) {
              resident[stage.index()] = ResidentMemory.mebibytes();
              arrays[stage.index()] = manager.getManagedArrays().size();
              return x;
            }
          };
      var guided = new ByClassifier(2, form).begin(grid).over(model(manager));
      var noise = new SeededNoise(manager, 1);
      var sampling = new Sampling(Ddim.of(1), grid);
      NDArray start = sampling.start(noise, IMAGE);
      sampling.run(start, new RangeClipping(1).over(guided), noise, watch);
    }
    int last = WARM_UP + STEPS - 10; // the end of the run frees some
    assertThat(resident[last] - resident[WARM_UP])
        .as("MiB grown over %d steps", STEPS)
        .isLessThan(50);
    assertThat(arrays[last]).isEqualTo(arrays[WARM_UP]);
  }

  /** A convolution that draws and a classifier that steers. */
  private static ConditionalModel model(NDManager manager) {
    TensorOps ops = TensorOps.of(Precision.FP32);
    NDArray kernel =
        new SeededNoise(manager, LongStream.range(0, 256).toArray())
            .at(0, 0, new Shape(256, 1, 1)) // (256, 256, 1, 1)
            .mul(0.1);
    Network network =
        (input, time, conditioning, perturbed) ->
            ops.silu(ops.conv2d(input, kernel, null, Window.same(1)));
    return new ConditionalModel(
        Map.of(Weights.MAIN, network),
        new Velocity(),
        LearnedVariance.RANGE,
        Map.of(Side.NULL, Conditioning.NONE),
        TinyClassifier.make(256, 8, manager).of(Map.of("figure", "dog")));
  }
}
