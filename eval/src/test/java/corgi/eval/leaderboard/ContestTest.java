package corgi.eval.leaderboard;

import static corgi.eval.leaderboard.Scored.contestant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import corgi.eval.sweep.Asked;
import corgi.eval.sweep.Axes;
import corgi.eval.sweep.Axis;
import corgi.eval.sweep.Cell;
import corgi.eval.sweep.SweepPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContestTest {
  private static final Asked.Reader READER =
      arguments -> new Asked(Setup.DEFAULT, Request.of("a cat"));
  private static final Contestant PLAIN = new Contestant("none", "none", "default", false);
  private static final Rules RULES = Rules.of(List.of("1", "2", "10.0"), 5, 3, 4);

  private static Contest contest(Contestant... contestants) {
    Axes common =
        new Axes(
            List.of(
                new Axis("prompt", List.of("a cat", "a dog")), new Axis("steps", List.of("2"))));
    return new Contest(common, List.of(contestants), RULES);
  }

  private static List<String> values(SweepPlan plan) {
    return plan.cells().stream()
        .map(Cell::values)
        .map(v -> v.get("prompt") + " " + v.get("guidance") + " " + v.get("gamma"))
        .toList();
  }

  @Test
  void everybodyIsTriedAtEveryGammaButThoseWhoDoNotHearIt() throws IOException {
    SweepPlan plan = contest(contestant("cfg"), PLAIN).choice(READER);

    assertThat(values(plan))
        .containsExactly(
            "a cat cfg 1",
            "a cat cfg 2",
            "a cat cfg 10.0",
            "a cat none 1",
            "a dog cfg 1",
            "a dog cfg 2",
            "a dog cfg 10.0",
            "a dog none 1");
    assertThat(plan.axes().list())
        .extracting(Axis::name)
        .containsExactly("prompt", "guidance", "modify", "steps", "gamma");
    assertThat(contest(PLAIN).pictures(RULES.choose())).isEqualTo(6);
  }

  @Test
  void ownStrategiesDoNotMultiplyTheOthers() throws IOException {
    List<String> captions = IntStream.range(0, 128).mapToObj(i -> "caption " + i).toList();
    List<Contestant> twenty =
        IntStream.range(0, 20)
            .mapToObj(i -> new Contestant("s" + i, "s" + i, i % 2 == 0 ? "none" : "m" + i, true))
            .toList();
    Contest contest = new Contest(new Axes(List.of(new Axis("prompt", captions))), twenty, RULES);

    assertThat(contest.choice(READER).cells()).hasSize(128 * 20 * 3);
  }

  @Test
  void theChosenAreReportedBesideTen() throws IOException {
    Contest contest = contest(contestant("cfg"), contestant("apg"), PLAIN);

    SweepPlan plan =
        contest.report(
            Map.of(contestant("cfg"), "2", contestant("apg"), "10.0", PLAIN, "1"), READER);

    assertThat(values(plan))
        .containsExactlyInAnyOrder(
            "a cat cfg 2",
            "a cat cfg 10.0",
            "a dog cfg 2",
            "a dog cfg 10.0",
            "a cat apg 10.0",
            "a dog apg 10.0",
            "a cat none 1",
            "a dog none 1");
  }

  @Test
  void noSeedByWhichGammaIsChosenIsReportedNorOfTwoPrompts() throws IOException {
    Contest contest = contest(contestant("cfg"), contestant("apg"));
    SweepPlan choice = contest.choice(READER);
    SweepPlan report = contest.report(Map.of(contestant("cfg"), "2"), READER);

    assertThat(new TreeSet<>(seeds(choice))).containsExactly(5L, 6L, 7L, 12L, 13L, 14L);
    assertThat(new TreeSet<>(seeds(report))).containsExactly(8L, 9L, 10L, 11L, 15L, 16L, 17L, 18L);
    for (Cell cell : choice.cells()) { // of whatever strategy and γ
      long first = cell.values().get("prompt").equals("a cat") ? 5 : 12;
      assertThat(cell.asked().request().seeds()).containsExactly(first, first + 1, first + 2);
    }
    assertThatThrownBy(
            () -> new Rules(List.of("1"), new SweepPlan.Seeds(0, 3), new SweepPlan.Seeds(2, 1)))
        .hasMessageContaining("must follow");
  }

  private static List<Long> seeds(SweepPlan plan) {
    return plan.cells().stream().flatMap(cell -> cell.asked().request().seeds().stream()).toList();
  }

  @Test
  void aContestNeedsEveryNameOnceAndOneValueOfAllElse() {
    assertThatThrownBy(() -> contest(contestant("cfg"), contestant("cfg")))
        .hasMessage("--guidance: 'cfg' is there twice");
    assertThatThrownBy(() -> contest()).hasMessage("no strategy is left to compare");
    Axes steps = new Axes(List.of(new Axis("steps", List.of("2", "3"))));
    assertThatThrownBy(() -> new Contest(steps, List.of(PLAIN), RULES))
        .hasMessage("--steps 2,3: one value; a leaderboard varies guidance and γ alone");
    assertThatThrownBy(() -> Rules.of(List.of("1", "much"), 0, 1, 1))
        .hasMessageStartingWith("--gamma much: expected numbers");
    assertThatThrownBy(() -> Rules.of(List.of("1", "1.0"), 0, 1, 1))
        .hasMessageContaining("is there twice");
  }
}
