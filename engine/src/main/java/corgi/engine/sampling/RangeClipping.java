package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;

/** x̂₀ cut to [−range, range]. Ho et al. 2020 (2006.11239), published code. */
public record RangeClipping(double range) implements Clipping {
  public RangeClipping {
    if (!(range > 0)) {
      throw new IllegalArgumentException("clipping range = " + range + ": must be positive");
    }
  }

  @Override
  public NDArray clip(NDArray clean) {
    return clean.clip(-range, range);
  }
}
