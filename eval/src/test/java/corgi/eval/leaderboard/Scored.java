package corgi.eval.leaderboard;

import corgi.eval.Measurement;
import java.util.ArrayList;
import java.util.List;

/** Made-up scores. */
final class Scored {
  private Scored() {}

  static Contestant contestant(String name) {
    return new Contestant(name, name, Contestant.DEFAULT, true);
  }

  /** A point whose interval reaches as far to both sides. */
  static Point point(String gamma, double distance, double reach) {
    List<Measurement> made = new ArrayList<>();
    made.add(new Measurement("accuracy[judge@1]", 0.5, 0.25, 0.75, 8, ""));
    made.add(
        new Measurement(
            "frechet[judge@1]", distance, distance - reach, distance + reach, 8, "8 portraits"));
    return new Point(gamma, made);
  }

  /** A point of which nothing could be measured. */
  static Point nothing(String gamma) {
    return new Point(gamma, List.of());
  }
}
