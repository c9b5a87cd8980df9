package corgi.engine.checkpoint.torch;

/**
 * The name of a Python class or function. Nothing but a name: what stands behind it is never looked
 * up.
 */
record Global(String module, String name) {
  @Override
  public String toString() {
    return module + "." + name;
  }
}
