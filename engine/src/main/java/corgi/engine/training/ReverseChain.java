package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Posterior;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The steps p(x′ | x) of ancestral sampling that a bound on the likelihood sums over, by their time
 * t: 0 arrives at the clean image, T − 1 leaves from pure noise. Ho et al. 2020 (2006.11239), §2.
 */
public final class ReverseChain {
  private final List<Stage> byTime;

  /** The steps of a run, whose levels may be any of those the network was trained on. */
  public ReverseChain(Grid grid) {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < grid.steps(); i++) {
      NoiseLevel before = i == 0 ? null : grid.levels().get(i - 1);
      stages.add(
          new Stage(grid.levels().get(i), grid.nexts().get(i), i, grid.steps(), true, before));
    }
    Collections.reverse(stages);
    byTime = List.copyOf(stages);
  }

  /** The number T of steps. */
  public int steps() {
    return byTime.size();
  }

  /** Returns the step of a time in [0, T). */
  public Stage at(int t) {
    if (t < 0 || t >= steps()) {
      throw new IllegalArgumentException(
          "time %d: the chain has times 0 to %d".formatted(t, steps() - 1));
    }
    return byTime.get(t);
  }

  /** Returns a number of each time's step, (N, 1, 1, 1). */
  NDArray column(int[] times, ToDoubleFunction<Stage> number, NDManager manager) {
    return Rows.column(times.length, b -> number.applyAsDouble(at(times[b])), manager);
  }

  /**
   * Returns q(x′ | x, x₀), its log-variance at t = 0 that of t = 1. Ho et al. 2020, eq. 6 and 7.
   *
   * @param clean x₀, (N, C, H, W)
   * @param x (N, C, H, W)
   * @param times t of each image
   */
  public Gaussian posterior(NDArray clean, NDArray x, int[] times) {
    NDManager manager = x.getManager();
    NDArray ofClean = column(times, s -> posterior(s).clean(), manager);
    NDArray ofState = column(times, s -> posterior(s).state(), manager);
    NDArray logVariance = column(times, s -> Math.log(s.clippedVariance()), manager);
    return new Gaussian(clean.mul(ofClean).add(x.mul(ofState)), logVariance);
  }

  private static Posterior posterior(Stage stage) {
    return Posterior.of(stage.level(), stage.next());
  }
}
