package corgi.engine.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of one network by name, in the order they were declared. Owns their memory.
 *
 * <p>A network declares what it needs in its constructor; afterwards the arrays are drawn by {@link
 * #initialise} or set one by one from a checkpoint.
 */
public final class Parameters implements AutoCloseable {
  private final NDManager manager;
  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  /** Parameters whose arrays live on {@code manager}'s device until this is closed. */
  public Parameters(NDManager manager) {
    this.manager = manager.newSubManager();
  }

  /** Returns the scope whose names have no prefix. */
  public Scope root() {
    return new Scope(this, "");
  }

  Parameter declare(String name, Init init, long fanIn, Shape shape) {
    Parameter parameter = new Parameter(name, shape, init, fanIn);
    if (byName.put(name, parameter) != null) {
      throw new IllegalStateException(name + " was declared twice");
    }
    return parameter;
  }

  /** Returns all parameters in order. */
  public Collection<Parameter> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Returns the names in order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Returns the parameter of that name, or null. */
  public Parameter find(String name) {
    return byName.get(name);
  }

  /** Returns all arrays in order. */
  public List<NDArray> arrays() {
    List<NDArray> arrays = new ArrayList<>();
    byName.values().forEach(p -> arrays.add(p.array()));
    return arrays;
  }

  /** The number of numbers. */
  public long count() {
    return byName.values().stream().mapToLong(p -> p.shape().size()).sum();
  }

  /** Draws every parameter anew. Equal seeds give equal networks on every machine. */
  public void initialise(long seed) {
    for (Parameter parameter : byName.values()) {
      long key = CounterRandom.key(seed, parameter.name().hashCode());
      set(parameter.name(), parameter.initial(key));
    }
  }

  /**
   * Sets one parameter.
   *
   * @param values row-major, as many as its shape holds
   */
  public void set(String name, float[] values) {
    Parameter parameter = known(name);
    if (values.length != parameter.shape().size()) {
      throw new IllegalArgumentException(
          "%s has %d values, expected shape %s".formatted(name, values.length, parameter.shape()));
    }
    adopt(name, manager.create(values, parameter.shape()));
  }

  /**
   * Sets one parameter to an array, which is owned from now on.
   *
   * @param array float32 on {@link #manager}'s device, of the parameter's shape
   */
  public void adopt(String name, NDArray array) {
    known(name).set(array);
    array.attach(manager);
    NDScope.unregister(array);
  }

  /** Returns the manager on whose device the arrays live. */
  public NDManager manager() {
    return manager;
  }

  private Parameter known(String name) {
    Parameter parameter = byName.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("the network has no parameter " + name);
    }
    return parameter;
  }

  /**
   * Keeps the matrices and kernels in the type that {@code ops} computes in from now on: a network
   * that is only asked then takes half the memory in bfloat16 and need not round its weights anew
   * at every call. Its answers stay the same to the bit. It can be neither trained nor stored any
   * more.
   */
  public void settle(TensorOps ops) {
    if (ops.precision() == Precision.FP32) {
      return;
    }
    for (Parameter parameter : byName.values()) {
      if (parameter.isFactor()) {
        adopt(parameter.name(), Tensors.inference(() -> ops.enter(parameter.array())));
      }
    }
  }

  /** Has gradients recorded for every parameter from now on, or frees and stops recording them. */
  public void train(Mode mode) {
    arrays().forEach(a -> a.setRequiresGradient(mode == Mode.TRAINING));
  }

  @Override
  public void close() {
    manager.close();
  }

  /** Whether parameters are being trained. */
  public enum Mode {
    /** Gradients are recorded. */
    TRAINING,
    /** The parameters are constants. */
    FROZEN
  }
}
