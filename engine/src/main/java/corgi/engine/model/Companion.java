package corgi.engine.model;

/** What a strategy asks besides the model that draws. */
public enum Companion {
  /** A classifier of pictures, as {@link ConditionalModel#likelihood}. */
  CLASSIFIER,
  /** A separately trained weaker model, as {@link Weights#WEAK}. */
  WEAK_MODEL
}
