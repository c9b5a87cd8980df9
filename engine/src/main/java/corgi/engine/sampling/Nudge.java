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
 * @param rounds how often the step is made, at least 1; each further time it leaves from where it
 *     arrived, with the noise it lost added back. Samplers that remember earlier steps refuse more
 *     than 1
 */
public record Nudge(NDArray clean, NDArray score, int rounds) {
  public Nudge {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds = " + rounds + ": must be at least 1");
    }
  }

  /** Returns a nudge of the clean image. */
  public static Nudge clean(NDArray by) {
    return new Nudge(by, null, 1);
  }

  /** Returns a nudge of an ancestral step's mean. */
  public static Nudge score(NDArray by) {
    return new Nudge(null, by, 1);
  }

  /** Returns that the step is made several times. */
  public static Nudge rounds(int count) {
    return new Nudge(null, null, count);
  }

  /** Returns both nudges in one, as often as the more frequent one asks. */
  public Nudge plus(Nudge other) {
    return new Nudge(
        sum(clean, other.clean), sum(score, other.score), Math.max(rounds, other.rounds));
  }

  /** Returns this nudge times a number, as often as before. */
  public Nudge times(double factor) {
    return new Nudge(
        clean == null ? null : clean.mul(factor), score == null ? null : score.mul(factor), rounds);
  }

  private static NDArray sum(NDArray a, NDArray b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.add(b);
  }
}
