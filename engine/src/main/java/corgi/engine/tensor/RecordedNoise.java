package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Noise that somebody else drew, handed out in the order it was drawn, whatever step asks. This is
 * how a run of another implementation is repeated exactly. Serves one run.
 */
public final class RecordedNoise implements Noise {
  private final List<NDArray> draws;
  private int next;

  /** Hands out {@code draws}, each (N, C, H, W), first to last. */
  public RecordedNoise(List<NDArray> draws) {
    this.draws = List.copyOf(draws);
  }

  @Override
  public NDArray at(int step, int draw, Shape image) {
    if (next == draws.size()) {
      throw new IllegalStateException(
          "step %d asks for noise, but all %d recorded draws are used".formatted(step, next));
    }
    NDArray noise = draws.get(next++);
    if (!noise.getShape().slice(1).equals(image)) {
      throw new IllegalArgumentException(
          "recorded draw %d has shape %s, the image has %s"
              .formatted(next - 1, noise.getShape().slice(1), image));
    }
    return noise;
  }

  /** How many draws were handed out. */
  public int used() {
    return next;
  }
}
