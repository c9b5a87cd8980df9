package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning.Coefficients;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A batch as a network in training meets it: what it is asked, and the answer that is right. */
final class NoisyBatch {
  private final NoiseLevel[] levels;
  private final Coefficients[] coefficients;
  private final NDManager manager;
  private final NDArray clean;
  private final NDArray noise;
  private final NDArray x;

  /**
   * Makes pictures noisy.
   *
   * @param images with a level for each
   * @param coefficients one for each picture
   * @throws IllegalArgumentException if no answer of the network can be told to be right, such as
   *     an ε of pure noise
   */
  NoisyBatch(NoisyImages images, Coefficients[] coefficients) {
    this.levels = images.levels();
    this.coefficients = coefficients;
    for (int b = 0; b < levels.length; b++) {
      check(levels[b], coefficients[b]);
    }
    clean = images.clean();
    noise = images.noise();
    manager = clean.getManager();
    NDArray alpha = Rows.column(levels.length, b -> levels[b].alpha(), manager);
    NDArray sigma = Rows.column(levels.length, b -> levels[b].sigma(), manager);
    x = clean.mul(alpha).add(noise.mul(sigma));
  }

  private static void check(NoiseLevel level, Coefficients c) {
    if (!Double.isFinite(c.skip()) || !Double.isFinite(c.out()) || c.out() == 0) {
      throw new IllegalArgumentException(
          "time %s, α = %s, σ = %s: x̂₀ = %s·x + %s·F cannot be trained; predict v or x₀ instead"
              .formatted(level.t(), level.alpha(), level.sigma(), c.skip(), c.out()));
    }
  }

  /** Returns x₀, (N, C, H, W). */
  NDArray clean() {
    return clean;
  }

  /** Returns x = α·x₀ + σ·ε, (N, C, H, W). */
  NDArray x() {
    return x;
  }

  /** Returns F(c_in·x; c_noise), (N, C′, H, W). */
  NDArray answer(Network network, Conditioning conditioning) {
    NDArray time = Rows.list(levels.length, b -> coefficients[b].noise(), manager);
    return network.forward(x.mul(column(Coefficients::in)), time, conditioning, List.of());
  }

  /**
   * Returns the F that would be turned into x₀ itself, (x₀ − c_skip·x)/c_out, as a sum of x₀ and ε:
   * at little noise the difference of x₀ and x has few digits.
   */
  NDArray target() {
    int n = levels.length;
    NDArray ofClean =
        Rows.column(
            n,
            b -> (1 - coefficients[b].skip() * levels[b].alpha()) / coefficients[b].out(),
            manager);
    NDArray ofNoise =
        Rows.column(
            n, b -> -coefficients[b].skip() * levels[b].sigma() / coefficients[b].out(), manager);
    return clean.mul(ofClean).add(noise.mul(ofNoise));
  }

  private NDArray column(ToDoubleFunction<Coefficients> value) {
    return Rows.column(levels.length, b -> value.applyAsDouble(coefficients[b]), manager);
  }
}
