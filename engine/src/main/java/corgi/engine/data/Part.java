package corgi.engine.data;

/** Which side of the split between training and validation is wanted. */
public enum Part {
  /** Both sides. */
  ALL,
  /** What is learned from. */
  TRAINING,
  /** What is kept from training, to see how well it generalises. */
  VALIDATION
}
