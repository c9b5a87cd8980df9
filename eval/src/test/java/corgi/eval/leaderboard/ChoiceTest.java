package corgi.eval.leaderboard;

import static corgi.eval.leaderboard.Scored.contestant;
import static corgi.eval.leaderboard.Scored.nothing;
import static corgi.eval.leaderboard.Scored.point;
import static org.assertj.core.api.Assertions.assertThat;

import corgi.eval.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static Choice of(Point... points) {
    return new Choice(contestant("cfg"), List.of(points));
  }

  @Test
  void theLowestDistanceWins() {
    Choice choice = of(point("10", 7, 0.5), point("2", 3, 0.5), point("0.5", 5, 0.5));

    assertThat(choice.best().orElseThrow().gamma()).isEqualTo("2");
    assertThat(choice.curve()).extracting(Point::gamma).containsExactly("0.5", "2", "10");
    assertThat(choice.atEdge()).isFalse();
    assertThat(choice.ties()).isEmpty();
  }

  @Test
  void ofEqualsTheWeakestWins() {
    assertThat(of(point("5", 3, 1), point("2", 3, 1)).best().orElseThrow().gamma()).isEqualTo("2");
  }

  @Test
  void thoseWhoseIntervalsOverlapCouldBeTheBestAsWell() {
    Choice choice = of(point("1", 4, 0.6), point("2", 3, 0.5), point("5", 4.1, 0.5));

    assertThat(choice.ties()).containsExactly("1");
  }

  @Test
  void theBestAtAnEndOfTheGridMayHaveABetterOneBeyond() {
    assertThat(of(point("1", 2, 0), point("2", 3, 0)).atEdge()).isTrue();
    assertThat(of(point("1", 4, 0), point("2", 3, 0)).atEdge()).isTrue();
    assertThat(of(point("1", 4, 0)).atEdge()).isFalse(); // there was nothing to choose
  }

  @Test
  void whatWasNotMeasuredIsNotChosen() {
    assertThat(of(nothing("1"), point("2", 9, 0)).best().orElseThrow().gamma()).isEqualTo("2");
    assertThat(of(nothing("1"), nothing("2")).best()).isEmpty();
  }

  @Test
  void theOfficialDistanceGoesBeforeAnother() {
    Point both =
        new Point(
            "1",
            List.of(
                new Measurement("frechet[judge@1]", 1, 1, 1, 8, ""),
                new Measurement("FID", 2, 2, 2, 8, "")));

    assertThat(both.distance().orElseThrow().name()).isEqualTo("FID");
  }
}
