package corgi.eval.leaderboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A leaderboard in Markdown. */
final class BoardText {
  private BoardText() {}

  static String of(Board board) {
    StringBuilder text = new StringBuilder("# Leaderboard of ");
    text.append(plain(board.made().model())).append("\n\n## Each at its own best γ\n\n");
    table(text, board, Standing::atBest);
    text.append("\n## At γ = 10\n\n");
    table(text, board, Standing::atHard);
    text.append("\n## How to read it\n\n");
    Notes.of(board).forEach(note -> text.append("* ").append(plain(note)).append('\n'));
    text.append("\n```sh\n").append(board.made().command()).append("\n```\n");
    return text.toString();
  }

  private static void table(
      StringBuilder text, Board board, Function<Standing, Optional<Point>> at) {
    List<Column> columns = shown(board);
    text.append("| strategy | γ |");
    columns.forEach(column -> text.append(' ').append(column.title()).append(" |"));
    text.append("\n|---|---:|").append("---:|".repeat(columns.size())).append('\n');
    board.standings().stream()
        .flatMap(one -> at.apply(one).map(point -> new Row(one, point)).stream())
        .sorted(Comparator.comparingDouble(Row::distance))
        .forEach(row -> text.append(row.text(columns)));
  }

  /** Columns in which there is anything. */
  private static List<Column> shown(Board board) {
    List<Column> shown = new ArrayList<>(Column.ALL);
    shown.removeIf(
        column ->
            board.standings().stream()
                .flatMap(one -> one.points().stream())
                .allMatch(point -> column.of(point).isEmpty()));
    return shown;
  }

  private record Row(Standing one, Point point) {
    double distance() {
      return point.distance().orElseThrow().value();
    }

    String text(List<Column> columns) {
      String gamma = one.choice().contestant().steerable() ? point.gamma() : "–";
      String start = "| %s | %s | ".formatted(plain(one.name()), gamma);
      return columns.stream()
          .map(column -> column.text(point))
          .collect(Collectors.joining(" | ", start, " |\n"));
    }
  }

  /** What a user typed must not become markup. */
  private static String plain(String text) {
    return text.replaceAll("([\\\\`*_<>|\\[\\]])", "\\\\$1");
  }
}
