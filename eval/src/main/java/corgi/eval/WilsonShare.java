package corgi.eval;

import java.util.Locale;

/**
 * A share with its 95 % interval. Wilson 1927, "Probable inference, the law of succession, and
 * statistical inference", J. Am. Stat. Assoc. 22(158).
 *
 * @param hits how many
 * @param of so many, at least 1
 */
public record WilsonShare(long hits, long of) {
  private static final double Z = 1.959963984540054; // Φ(z) = 0.975

  /** Checks the ranges. */
  public WilsonShare {
    if (of < 1 || hits < 0 || hits > of) {
      throw new IllegalArgumentException("%d of %d: is no share".formatted(hits, of));
    }
  }

  /** Returns the share, in [0, 1]. */
  public double share() {
    return (double) hits / of;
  }

  /** Returns the lower end of the interval. */
  public double low() {
    return hits == 0 ? 0 : centre() - half(); // exactly, whatever rounding would leave
  }

  /** Returns the upper end of the interval. */
  public double high() {
    return hits == of ? 1 : centre() + half();
  }

  private double centre() {
    return (share() + Z * Z / (2 * of)) / (1 + Z * Z / of);
  }

  private double half() {
    double p = share();
    return Z / (1 + Z * Z / of) * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", share(), low(), high());
  }
}
