package corgi.engine.condition;

/** Where a network takes a condition in: the parts of {@link corgi.engine.model.Conditioning}. */
public enum Port {
  /** Token states for cross-attention, (L, D) an image. */
  TOKENS,
  /** Which tokens are real, (L) an image. */
  TOKEN_MASK,
  /** The number of a class, a scalar an image. */
  LABEL,
  /** Channels joined to the noisy image, (S, H, W) an image; those of several conditions follow. */
  CHANNELS
}
