package corgi.eval.leaderboard;

import corgi.eval.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a leaderboard shows of each strategy.
 *
 * @param title in a few words
 * @param names of the measurement; the first that was made
 */
record Column(String title, List<String> names) {
  /** In their order. */
  static final List<Column> ALL =
      List.of(
          new Column("Fréchet distance", List.of("FID", "frechet")),
          new Column("KID", List.of("kid")),
          new Column("precision", List.of("precision")),
          new Column("recall", List.of("recall")),
          new Column("prompt accuracy", List.of("accuracy")),
          new Column("saturation", List.of("saturation")),
          new Column("evaluations", List.of("evaluations")),
          new Column("seconds", List.of("seconds")));

  /** Returns what was measured at a point. */
  Optional<Measurement> of(Point point) {
    return point.find(names);
  }

  /** Returns a value with its interval, or – where there is none. */
  String text(Point point) {
    return of(point).map(Column::text).orElse("–");
  }

  private static String text(Measurement one) {
    return one.low() == one.high()
        ? rounded(one.value())
        : "%s [%s, %s]".formatted(rounded(one.value()), rounded(one.low()), rounded(one.high()));
  }

  /** As many digits as are worth reading. */
  private static String rounded(double value) {
    double size = Math.abs(value);
    int digits =
        size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 || size == 0 ? 3 : 5;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
