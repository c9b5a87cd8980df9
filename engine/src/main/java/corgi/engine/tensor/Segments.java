package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Parts of a network that can be differentiated one at a time: on the way forth only their outputs
 * stay in memory, on the way back the rest is computed again, part by part. Memory falls to that of
 * the outputs and of the largest part; the way forth is made twice. Chen et al. 2016 (1604.06174),
 * section 3.
 *
 * <p>Like recording itself, this is a property of the thread: a network says by {@link #of} where
 * its parts are, and whether that means anything is up to whoever differentiates, who calls {@link
 * #backward} or does not.
 */
public final class Segments {
  private static final ThreadLocal<Deque<Segment>> TAPE = new ThreadLocal<>();

  private Segments() {}

  /** How an array was made that everything after it saw as a leaf. */
  private record Segment(Supplier<NDArray> formula, NDArray output) {}

  /**
   * Evaluates a part of a network. Parts within parts are parts of the outermost.
   *
   * @param formula may be evaluated once more later, with the same result; what it closes over and
   *     was computed from parameters must be the output of such a part, too
   * @return an array that the formula made
   */
  public static NDArray of(Supplier<NDArray> formula) {
    Deque<Segment> tape = TAPE.get();
    if (tape == null) {
      return formula.get();
    }
    return untaped(
        tape,
        () -> {
          NDArray output = Tensors.inference(() -> Tensors.scoped(formula));
          output.setRequiresGradient(true);
          tape.push(new Segment(formula, output));
          return output;
        });
  }

  private static NDArray untaped(Deque<Segment> tape, Supplier<NDArray> formula) {
    TAPE.remove();
    try {
      return formula.get();
    } finally {
      TAPE.set(tape);
    }
  }

  /**
   * Evaluates a scalar and accumulates the gradient of weight·scalar on every leaf it was computed
   * from, up to rounding as {@link Tensors#backward(NDArray, NDArray)} would. To be called while
   * recording, inside a scope.
   *
   * @param scalar whose formula consists of parts, with little around them
   * @return the scalar
   */
  public static NDArray backward(Supplier<NDArray> scalar, double weight) {
    Deque<Segment> tape = new ArrayDeque<>();
    TAPE.set(tape);
    NDArray value;
    try {
      value = scalar.get();
    } finally {
      TAPE.remove();
    }
    Tensors.backward(value, weight);
    while (!tape.isEmpty()) {
      // Whatever was computed from this output lies behind: its gradient is complete.
      Segment last = tape.pop();
      Tensors.scope(() -> Tensors.backward(last.formula.get(), last.output.getGradient()));
      last.output.close();
    }
    return value;
  }
}
