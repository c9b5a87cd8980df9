package corgi.engine.tensor;

/** What a network computes in. Parameters are float32 either way. */
public enum Precision {
  /** float32 throughout. */
  FP32,
  /** bfloat16 convolutions and products; sums, norms and results in float32. */
  BF16
}
