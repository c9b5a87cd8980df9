package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Runs a sampler on one pixel with given answers of the model, for values computed by hand. */
final class OneStep {
  /** κ = 4/3. */
  static final NoiseLevel FROM = new NoiseLevel(0.6, 0.8, 500);

  /** κ = 3/4. */
  static final NoiseLevel TO = new NoiseLevel(0.8, 0.6, 250);

  /** κ = 7/24. */
  static final NoiseLevel END = new NoiseLevel(0.96, 0.28, 100);

  private OneStep() {}

  /** Returns where one step from {@link #FROM} to {@link #TO} arrives; x = 1, each noise is 1. */
  static double of(Sampler sampler, double... cleans) {
    return run(sampler, List.of(FROM, TO), cleans);
  }

  /** Returns where two steps from {@link #FROM} over {@link #TO} arrive at {@link #END}. */
  static double two(Sampler sampler, double... cleans) {
    return run(sampler, List.of(FROM, TO, END), cleans);
  }

  private static double run(Sampler sampler, List<NoiseLevel> levels, double... cleans) {
    try (NDManager manager = Tensors.manager()) {
      Iterator<Double> answers = Arrays.stream(cleans).iterator();
      return run(
          sampler,
          Grid.through(levels, 1),
          (x, stage) -> Denoised.of(x.zerosLike().add(answers.next())),
          manager);
    }
  }

  /** Returns where a run arrives; x = 1, each noise is 1. */
  static double run(Sampler sampler, Grid grid, Denoiser denoiser, NDManager manager) {
    NDArray one = manager.ones(new Shape(1, 1, 1, 1));
    List<NDArray> noises = IntStream.range(0, 2 * grid.steps()).mapToObj(i -> one).toList();
    return new Sampling(sampler, grid)
        .run(one, denoiser, new RecordedNoise(noises), Listener.NONE)
        .getFloat();
  }
}
