package corgi.engine.model;

/** Which of a request's networks answers. */
public enum Weights {
  /** The model that draws. */
  MAIN,
  /** A separately trained weaker model, for autoguidance. */
  WEAK;

  @Override
  public String toString() {
    return this == MAIN ? "the model that draws" : "a weaker model";
  }
}
