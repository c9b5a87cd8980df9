package corgi.engine.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody who mistyped a name may have meant. */
public final class NearNames {
  private NearNames() {}

  /** Returns {@code "; did you mean 'apg'?"}, or "" if nothing known is near. */
  public static String hint(String said, Collection<String> known) {
    return nearest(said, known).map("; did you mean '%s'?"::formatted).orElse("");
  }

  /** Returns the known name nearest to what was said, if at most a third of it is wrong. */
  static Optional<String> nearest(String said, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(said, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(said, name)));
  }

  /**
   * How many letters have to be put in, left out, replaced or swapped with their neighbour: Damerau
   * 1964, "A technique for computer detection and correction of spelling errors".
   */
  static int distance(String one, String other) {
    int[][] d = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + same, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1 && j > 1 && swapped(one, other, i, j)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[one.length()][other.length()];
  }

  private static boolean swapped(String one, String other, int i, int j) {
    return one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
  }
}
