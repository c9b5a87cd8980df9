package corgi.eval.leaderboard;

import static corgi.eval.leaderboard.Scored.contestant;
import static corgi.eval.leaderboard.Scored.nothing;
import static corgi.eval.leaderboard.Scored.point;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.eval.sweep.Axes;
import corgi.eval.sweep.Axis;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final List<String> NAMES = List.of("cfg", "apg | *bold*", "tcfg", "broken");

  private static Standing standing(String name, Point best, Point... reported) {
    return new Standing(new Choice(contestant(name), List.of(best)), List.of(reported));
  }

  private static Board board() {
    Contest contest =
        new Contest(
            new Axes(List.of(new Axis("prompt", List.of("a cat", "a dog")))),
            NAMES.stream().map(Scored::contestant).toList(),
            Rules.of(List.of("1", "2", "10"), 0, 3, 4));
    return new Board(
        new Board.Made("./corgi leaderboard", "tiny", contest),
        List.of(
            standing("cfg", point("2", 3, 0), point("2", 6, 0.5), point("10", 9, 0.5)),
            standing("apg | *bold*", point("2", 3, 0), point("2", 5, 0.6), point("10", 7, 0.5)),
            standing("tcfg", point("10", 3, 0), point("10", 8, 0.5)),
            standing("broken", nothing("2"))),
        List.of(new LeftOut("compose", "combines several prompts")));
  }

  @Test
  void theyStandByWhatIsReportedAndNotByWhatWasChosen() {
    assertThat(board().standings())
        .extracting(Standing::name)
        .containsExactly("apg | *bold*", "cfg", "tcfg", "broken");
    assertThat(board().ties()).extracting(Standing::name).containsExactly("cfg");
  }

  @Test
  void theTextHasATableForEachAndSaysWhatMustBeKnown() {
    String text = BoardText.of(board());

    assertThat(text)
        .contains("| apg \\| \\*bold\\* | 2 | 5.00 [4.40, 5.60] | 0.500 [0.250, 0.750] |")
        .contains("| apg \\| \\*bold\\* | 10 | 7.00 [6.50, 7.50] |")
        .contains("has the lowest Fréchet distance, but cfg cannot be told from it")
        .contains("among 1, 2, 10, on 6 pictures for each γ, 3 of every prompt")
        .contains("of 8 others, 4 of every prompt")
        .contains("Compared with 8 portraits.")
        .contains("could not be drawn: broken;")
        .contains("Left out: compose (combines several prompts).")
        .doesNotContain("KID");
    assertThat(text.lines().filter(line -> line.startsWith("| tcfg | 10 |"))).hasSize(2);
    assertThat(
            text.lines()
                .filter(line -> line.matches("\\| .*\\| 10 \\|.*"))
                .skip(1)) // the second table
        .extracting(line -> line.split(" ")[1])
        .containsExactly("apg", "tcfg", "cfg");
  }

  @Test
  void theJsonHasTheSame() {
    JsonNode json = BoardJson.of(board());

    assertThat(json.at("/strategies/0/name").asText()).isEqualTo("apg | *bold*");
    assertThat(json.at("/strategies/1/ties_with_first").asBoolean()).isTrue();
    assertThat(json.at("/strategies/2/ties_with_first").asBoolean()).isFalse();
    assertThat(json.at("/strategies/1/hard/measurements/1/value").asDouble()).isEqualTo(9);
    assertThat(json.at("/strategies/3/best").isNull()).isTrue();
    assertThat(json.at("/choose/pictures").asInt()).isEqualTo(6);
    assertThat(json.at("/report/seed").asInt()).isEqualTo(3);
  }

  @Test
  void thePageHasItAllInside() {
    String page = BoardPage.of(board());

    assertThat(page)
        .contains("\"model\":\"tiny\"", "Chart.js v", "function addChart", "function board(")
        .doesNotContain("/*script*/", "/*page*/", "/*page-charts*/", "/*data*/", "src=\"http");
  }
}
