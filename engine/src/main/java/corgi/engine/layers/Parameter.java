package corgi.engine.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** One trained array of a network: its name, its shape, and what it holds once it is loaded. */
public final class Parameter {
  private final String name;
  private final Shape shape;
  private final Init init;
  private final long fanIn;
  private NDArray array;
  private boolean factor;
  private boolean embedding;

  Parameter(String name, Shape shape, Init init, long fanIn) {
    this.name = name;
    this.shape = shape;
    this.init = init;
    this.fanIn = fanIn;
  }

  /** The name in a checkpoint, such as {@code conv_in.weight}. */
  public String name() {
    return name;
  }

  /** The shape it must have. */
  public Shape shape() {
    return shape;
  }

  /** Says that it only ever enters products and convolutions, whose type it may be kept in. */
  Parameter factor() {
    factor = true;
    return this;
  }

  boolean isFactor() {
    return factor;
  }

  /** Says that its rows are looked up or added, as those of tables and positions are. */
  public Parameter embedding() {
    embedding = true;
    return this;
  }

  /** Whether weight decay applies in training: to all but embeddings and what has one axis. */
  public boolean isDecayed() {
    return shape.dimension() > 1 && !embedding;
  }

  /** Returns the numbers, float32 unless {@link Parameters#settle} was called. */
  public NDArray array() {
    if (array == null) {
      throw new IllegalStateException(name + " was neither loaded nor initialised");
    }
    return array;
  }

  /** Whether there are numbers. */
  public boolean isSet() {
    return array != null;
  }

  void set(NDArray value) {
    if (!value.getShape().equals(shape)) {
      throw new IllegalArgumentException(
          "%s has shape %s, expected %s".formatted(name, value.getShape(), shape));
    }
    if (array != null) {
      array.close();
    }
    array = value;
  }

  float[] initial(long key) {
    float[] values = new float[Math.toIntExact(shape.size())];
    init.fill(values, fanIn, key);
    return values;
  }
}
