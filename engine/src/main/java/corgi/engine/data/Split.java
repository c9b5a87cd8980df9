package corgi.engine.data;

/** Which examples of a data set are wanted, by the pairs of attributes it holds out. */
public enum Split {
  /** Every example. */
  ALL,
  /** For training with a hold-out: no example that contains a held-out pair. */
  SEEN,
  /** For evaluation: only examples that contain a held-out pair. */
  HELD_OUT
}
