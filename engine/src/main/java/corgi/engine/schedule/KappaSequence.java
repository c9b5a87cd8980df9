package corgi.engine.schedule;

import java.util.stream.IntStream;

/** A way to spread the levels of a run: κ from the noisiest to the cleanest. */
@FunctionalInterface
public interface KappaSequence {
  /**
   * Returns one value.
   *
   * @param u how far the run is, from 0 to 1
   * @param most the largest κ, at u = 0
   * @param least the smallest κ, at u = 1
   */
  double at(double u, double most, double least);

  /** Returns {@code steps} values from {@code most} to {@code least}, both positive and finite. */
  default double[] from(double most, double least, int steps) {
    if (!(least > 0) || !(most >= least) || Double.isInfinite(most)) {
      throw new IllegalArgumentException(
          "κ from %s to %s: must fall and be positive and finite".formatted(most, least));
    }
    return IntStream.range(0, steps)
        .mapToDouble(i -> at(steps == 1 ? 0 : i / (steps - 1.0), most, least))
        .toArray();
  }
}
