package corgi.engine.layers;

import ai.djl.ndarray.types.Shape;

/** A prefix of parameter names, so that a block need not know where it stands. */
public final class Scope {
  private final Parameters parameters;
  private final String prefix;

  Scope(Parameters parameters, String prefix) {
    this.parameters = parameters;
    this.prefix = prefix;
  }

  /** Returns the scope of a part of this block. */
  public Scope at(String part) {
    return new Scope(parameters, prefix + part + ".");
  }

  /** Returns the scope of the i-th of several like parts. */
  public Scope at(String part, int i) {
    return at(part + "." + i);
  }

  /** Returns the prefix without its last dot. */
  public String path() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  /**
   * Declares a parameter of this block.
   *
   * @param fanIn how many inputs feed one output, for {@link Init#FAN_IN}
   */
  public Parameter declare(String name, Init init, long fanIn, Shape shape) {
    return parameters.declare(prefix + name, init, fanIn, shape);
  }
}
