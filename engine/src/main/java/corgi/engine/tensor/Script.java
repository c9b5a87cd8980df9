package corgi.engine.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One TorchScript function, compiled when made and callable from any thread. Costs a few
 * microseconds a call and is differentiable.
 */
public final class Script {
  private final PtSymbolBlock block;

  /** Compiles a function; see {@link ScriptArchive#of} for the arguments. */
  public Script(String arguments, String result, String body) {
    try {
      block = load(ScriptArchive.of(arguments, result, body), Device.cpu());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private Script(PtSymbolBlock block) {
    this.block = block;
  }

  /**
   * Reads the {@code forward} of a module that others wrote, with its parameters, which record no
   * gradients.
   *
   * @param archive a TorchScript file
   * @param device where the parameters go
   * @throws ai.djl.engine.EngineException if it is no TorchScript file
   */
  public static Script read(InputStream archive, Device device) throws IOException {
    return new Script(load(archive, device));
  }

  private static PtSymbolBlock load(InputStream archive, Device device) throws IOException {
    PtNDManager manager = (PtNDManager) Tensors.manager(device); // lives as long as the JVM
    return JniUtils.loadModule(manager, archive, false, false);
  }

  /** Calls the function with tensors and returns its only result. */
  public NDArray call(NDArray... inputs) {
    return run(new NDList(inputs));
  }

  /**
   * Calls a function whose first arguments are of type {@code List[Tensor]}.
   *
   * @param lists one per such argument
   * @param inputs the single tensors that follow
   */
  public NDArray callWithLists(List<List<NDArray>> lists, NDArray... inputs) {
    NDList all = new NDList();
    for (int i = 0; i < lists.size(); i++) {
      for (NDArray array : lists.get(i)) {
        array.setName("list" + i + "[]"); // DJL gathers equal names of this form into one list
        all.add(array);
      }
    }
    all.addAll(new NDList(inputs));
    try {
      return run(all);
    } finally {
      lists.forEach(list -> list.forEach(array -> array.setName(null)));
    }
  }

  /**
   * Calls a function of a tensor and a truth value, on a thread that records no gradients.
   *
   * @throws ai.djl.engine.EngineException if the function takes no such arguments
   */
  public NDArray call(NDArray input, boolean flag) {
    PtNDManager manager = (PtNDManager) input.getManager();
    try (IValue first = IValue.from((PtNDArray) input);
        IValue second = IValue.from(flag);
        IValue result = block.forward(first, second)) {
      return result.toTensor(manager);
    }
  }

  private NDArray run(NDList inputs) {
    // "true" means: do not enter inference mode. Whether gradients are recorded is the thread's.
    return IValueUtils.forward(block, inputs, true).get(0);
  }
}
