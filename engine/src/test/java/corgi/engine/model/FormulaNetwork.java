package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The network of the recorded wrappers, F = 0.3·x_in + f(c_noise).
 *
 * @param f of the time
 */
public record FormulaNetwork(DoubleUnaryOperator f) implements Network {
  @Override
  public NDArray forward(
      NDArray input, NDArray time, Conditioning conditioning, List<PerturbedRows> perturbed) {
    float[] times = time.toFloatArray();
    float[] shift = new float[times.length];
    for (int n = 0; n < times.length; n++) {
      shift[n] = (float) f.applyAsDouble(times[n]);
    }
    NDManager manager = input.getManager();
    return input
        .mul(manager.create(0.3f))
        .add(manager.create(shift, new Shape(shift.length, 1, 1, 1)));
  }

  /**
   * Returns x̂₀ of one row.
   *
   * @param x x/α, (1, C, H, W)
   */
  public NDArray clean(Preconditioning preconditioning, NDArray x, NoiseLevel level) {
    var model =
        new ConditionalModel(
            Map.of(Weights.MAIN, this),
            preconditioning,
            LearnedVariance.RANGE,
            Map.of(Side.NULL, Conditioning.NONE));
    var stage = new Stage(level, NoiseLevel.CLEAN, 0, 1, true);
    return model
        .answer(x.mul(level.alpha()), stage, List.of(Evaluation.UNCONDITIONAL))
        .clean(Evaluation.UNCONDITIONAL);
  }
}
