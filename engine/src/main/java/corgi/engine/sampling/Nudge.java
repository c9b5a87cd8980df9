package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;

/**
 * What an answer wants done to where its step arrives, so that neither the noise the step goes on
 * with nor a method's history knows of it. Arrays have the shape of x, (N, C, H, W); either may be
 * null.
 *
 * @param clean added in units of the clean image: x′ += α′·clean
 * @param score added in units of a gradient of log p: x′ += Σ·score with Σ the variance of an
 *     ancestral step; samplers that make no such steps refuse it
 */
public record Nudge(NDArray clean, NDArray score) {
  /** Returns a nudge of the clean image. */
  public static Nudge clean(NDArray by) {
    return new Nudge(by, null);
  }

  /** Returns a nudge of an ancestral step's mean. */
  public static Nudge score(NDArray by) {
    return new Nudge(null, by);
  }

  /** Returns both nudges in one. */
  public Nudge plus(Nudge other) {
    return new Nudge(sum(clean, other.clean), sum(score, other.score));
  }

  /** Returns this nudge times a number. */
  public Nudge times(double factor) {
    return new Nudge(
        clean == null ? null : clean.mul(factor), score == null ? null : score.mul(factor));
  }

  private static NDArray sum(NDArray a, NDArray b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.add(b);
  }
}
