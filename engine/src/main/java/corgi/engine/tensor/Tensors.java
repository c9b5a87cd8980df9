package corgi.engine.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Native memory and autograd, so that formulas elsewhere can read like the paper.
 *
 * <p>Every array a formula makes inside {@link #scoped} is freed when it returns, but its result.
 * What must outlive a step lives in a {@link Slot}. Gradient mode is a property of the thread in
 * PyTorch: off on the thread that loaded the engine and on everywhere else, so whoever computes
 * says which it wants with {@link #inference} or {@link #recording}.
 */
public final class Tensors {
  private Tensors() {}

  /** Returns a manager on the given device whose arrays live until it is closed. */
  public static NDManager manager(Device device) {
    return Engine.getEngine("PyTorch").newBaseManager(device);
  }

  /** Returns a manager on the CPU whose arrays live until it is closed. */
  public static NDManager manager() {
    return manager(Device.cpu());
  }

  /** Returns a float32 array on the CPU that belongs to the enclosing scope alone. */
  public static NDArray array(float[] values, Shape shape) {
    try (NDManager manager = manager()) {
      // The engine would only borrow the Java memory, which a view of the array does not keep
      // alive.
      NDArray array = manager.create(values, shape).duplicate();
      array.detach();
      return array;
    }
  }

  /**
   * Evaluates {@code formula} and frees every array it made except its result, which the enclosing
   * scope, if there is one, frees in its turn. So the result must be an array the formula made.
   */
  public static NDArray scoped(Supplier<NDArray> formula) {
    return scopedAll(() -> new NDList(formula.get())).get(0);
  }

  /** Like {@link #scoped}, for several results. */
  public static NDList scopedAll(Supplier<NDList> formulas) {
    NDList results;
    Slots slots = Slots.enter();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      results = formulas.get();
      NDScope.unregister(results);
    } finally {
      slots.leave();
    }
    results.forEach(NDScope::register); // now owned by the enclosing scope, if there is one
    return results;
  }

  /** Runs {@code action} and frees every array it made. */
  public static void scope(Runnable action) {
    scopedAll(
        () -> {
          action.run();
          return new NDList();
        });
  }

  /** Evaluates {@code formula} on this thread without recording for differentiation. */
  public static <T> T inference(Supplier<T> formula) {
    return withGradMode(false, formula);
  }

  /**
   * Evaluates {@code formula} on this thread while recording for differentiation. Scripts are not
   * optimised here: PyTorch does that after their first calls, and their gradients are then rounded
   * otherwise, so that a process that goes on from a checkpoint would differ from the one before.
   */
  public static <T> T recording(Supplier<T> formula) {
    return withGradMode(true, formula);
  }

  private static <T> T withGradMode(boolean mode, Supplier<T> formula) {
    Engine.getEngine("PyTorch"); // grad mode lives in the native library: load it first
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(mode);
    JniUtils.setGraphExecutorOptimize(!mode);
    try {
      return formula.get();
    } finally {
      JniUtils.setGradMode(before);
      JniUtils.setGraphExecutorOptimize(!before);
    }
  }

  /**
   * Returns ∇ₓ Σ f(x), an array of x's shape. {@code x} itself is left alone: gradients accumulate
   * on an array, so a fresh copy is differentiated each time. Threads may call this at once. Arrays
   * that f closes over and that record gradients themselves, such as a model in training, get their
   * share added as well: freeze them first. f must multiply and divide by arrays or with {@link
   * #scale}, not by Java numbers.
   *
   * @throws EngineException if f(x) depends on nothing that records gradients
   */
  public static NDArray gradient(UnaryOperator<NDArray> f, NDArray x) {
    return recording(
        () ->
            scoped(
                () -> {
                  NDArray leaf = leaf(x);
                  backward(f.apply(leaf).sum());
                  return gradientOf(leaf);
                }));
  }

  /**
   * Returns factor·x, also where gradients are recorded. DJL's own product with a number makes an
   * array that borrows Java memory and closes it at once; the backward pass, which still needs it,
   * then reads memory that the garbage collector may have given away.
   */
  public static NDArray scale(NDArray x, double factor) {
    return x.mul(x.getManager().full(new Shape(), (float) factor));
  }

  /** Returns a copy of {@code x} that gradients are recorded for. */
  public static NDArray leaf(NDArray x) {
    NDArray leaf = x.stopGradient().duplicate();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** Accumulates the gradient of a scalar on every leaf it was computed from. */
  public static void backward(NDArray scalar) {
    backward(scalar, scalar.onesLike());
  }

  /** Accumulates the gradient of weight·scalar on every leaf the scalar was computed from. */
  public static void backward(NDArray scalar, double weight) {
    backward(scalar, scalar.getManager().full(scalar.getShape(), (float) weight));
  }

  /** Accumulates the gradient of Σ output·weight on every leaf it was computed from. */
  public static void backward(NDArray output, NDArray weight) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) weight, false, false);
  }

  /** Returns a copy of the gradient accumulated on a leaf. */
  public static NDArray gradientOf(NDArray leaf) {
    return leaf.getGradient().duplicate();
  }

  /** Sets the threads that one operation may use; the engine's default is the number of cores. */
  public static void threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("threads = " + count + ": must be at least 1");
    }
    Engine.getEngine("PyTorch");
    JniUtils.setNumThreads(count);
  }

  /** Returns the threads that one operation may use. */
  public static int threads() {
    Engine.getEngine("PyTorch");
    return JniUtils.getNumThreads();
  }
}
