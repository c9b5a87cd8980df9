package corgi.engine.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/**
 * One TorchScript function, compiled when made and callable from any thread. Costs a few
 * microseconds a call and is differentiable.
 */
public final class Script {
  private final PtSymbolBlock block;

  /** Compiles a function; see {@link ScriptArchive#of} for the arguments. */
  public Script(String arguments, String result, String body) {
    PtNDManager manager = (PtNDManager) Tensors.manager(Device.cpu()); // lives as long as the JVM
    try {
      block = JniUtils.loadModule(manager, ScriptArchive.of(arguments, result, body), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  /** Calls the function with single tensors and returns its only result. */
  public NDArray call(NDArray... inputs) {
    return run(new NDList(inputs)).get(0);
  }

  /** Calls the function. Inputs marked by {@link #list} arrive as one {@code List[Tensor]}. */
  public NDList run(NDList inputs) {
    // "true" means: do not enter inference mode. Whether gradients are recorded is the thread's.
    try {
      return IValueUtils.forward(block, inputs, true);
    } finally {
      inputs.forEach(array -> array.setName(null)); // a mark must not outlive the call
    }
  }

  /**
   * Marks arrays so that they arrive as the {@code List[Tensor]} argument of that name in the next
   * {@link #run}, which takes the marks off again. One array can be in one list at a time.
   */
  public static NDList list(String argument, Collection<NDArray> arrays) {
    NDList marked = new NDList(arrays);
    marked.forEach(array -> array.setName(argument + "[]"));
    return marked;
  }
}
