package corgi.eval.sweep;

import java.util.Locale;

/**
 * What a sweep will take.
 *
 * @param cells all of them
 * @param whole cells whose pictures are all there
 * @param pictures all of them
 * @param missing pictures that are to be drawn
 * @param evaluations of networks that these are expected to take
 * @param seconds of the clock that these are expected to take on this machine
 */
public record Estimate(
    int cells, int whole, long pictures, long missing, long evaluations, double seconds) {
  @Override
  public String toString() {
    String all = "%s, %s".formatted(count(cells, "cell"), count(pictures, "picture"));
    if (missing == 0) {
      return all + ": all are there";
    }
    String left =
        missing == pictures
            ? ""
            : ", of which %d and %d are there".formatted(whole, pictures - missing);
    return "%s%s: about %s, %s"
        .formatted(all, left, count(evaluations, "network evaluation"), time(seconds));
  }

  private static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  /** As precise as an estimate is. */
  static String time(double seconds) {
    if (Double.isNaN(seconds)) {
      return "time unknown";
    }
    if (seconds < 120) {
      return "%d s".formatted((long) Math.ceil(seconds));
    }
    return seconds < 7200
        ? "%d min".formatted(Math.round(seconds / 60))
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
