package corgi.eval.leaderboard;

import corgi.eval.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be known to read a leaderboard, in sentences. */
final class Notes {
  private final Board board;
  private final Contest contest;

  private Notes(Board board) {
    this.board = board;
    contest = board.made().contest();
  }

  /** Returns a sentence or two on each matter. */
  static List<String> of(Board board) {
    Notes notes = new Notes(board);
    List<String> list = new ArrayList<>(List.of(notes.ranking(), notes.method(), notes.size()));
    notes.couldBeOthers(list);
    notes.edges(list);
    notes.missing(list);
    return list;
  }

  private String ranking() {
    Standing first = board.standings().get(0);
    List<Standing> ties = board.ties();
    if (board.standings().size() == 1) {
      return "%s alone was measured.".formatted(first.name());
    }
    return ties.isEmpty()
        ? "%s is first; its 95 %% interval of the Fréchet distance meets no other's."
            .formatted(first.name())
        : "%s has the lowest Fréchet distance, but %s cannot be told from it: the 95 %% intervals overlap."
            .formatted(first.name(), listed(ties.stream().map(Standing::name)));
  }

  private String method() {
    Rules rules = contest.rules();
    return ("γ was chosen for each strategy by the lowest Fréchet distance among %s, on %d pictures for each γ, %d of every"
            + " prompt; the numbers are of %d others, %d of every prompt. The prompts are the same; every picture has a seed of"
            + " its own, and all strategies have the same.")
        .formatted(
            String.join(", ", rules.grid()),
            contest.pictures(rules.choose()),
            rules.choose().count(),
            contest.pictures(rules.report()),
            rules.report().count());
  }

  private String size() {
    return ("%sThe Fréchet distance of few pictures is too large, and more so the fewer: these, all of one number, compare with"
            + " each other and with no other table. Intervals are of 95 %%, from resampled pictures; they do not"
            + " count that other real pictures or other prompts would give other numbers.")
        .formatted(references());
  }

  private String references() {
    Set<String> words =
        board.standings().stream()
            .flatMap(one -> one.points().stream())
            .flatMap(point -> point.measurements().stream())
            .map(Measurement::reference)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return words.isEmpty() ? "" : "Compared with %s. ".formatted(String.join("; ", words));
  }

  private void couldBeOthers(List<String> list) {
    String said =
        board.standings().stream()
            .map(Standing::choice)
            .filter(choice -> choice.best().isPresent() && !choice.ties().isEmpty())
            .map(
                choice ->
                    "%s (or %s)"
                        .formatted(choice.contestant().name(), String.join(", ", choice.ties())))
            .collect(Collectors.joining("; "));
    if (!said.isEmpty()) {
      list.add("By their intervals another γ could be the best as well, of " + said + ".");
    }
  }

  private void edges(List<String> list) {
    List<String> names =
        board.standings().stream()
            .map(Standing::choice)
            .filter(choice -> choice.best().isPresent() && choice.atEdge())
            .map(choice -> choice.contestant().name())
            .toList();
    if (!names.isEmpty()) {
      list.add(
          "The best γ of %s lies at an end of the grid: there may be a better one beyond."
              .formatted(listed(names.stream())));
    }
  }

  private void missing(List<String> list) {
    List<String> names =
        board.standings().stream()
            .filter(one -> one.atBest().isEmpty())
            .map(Standing::name)
            .toList();
    if (!names.isEmpty()) {
      list.add(
          "Not measured, because pictures could not be drawn: %s; the reports say why."
              .formatted(listed(names.stream())));
    }
    if (!board.leftOut().isEmpty()) {
      list.add(
          board.leftOut().stream()
              .map(one -> "%s (%s)".formatted(one.name(), one.reason()))
              .collect(Collectors.joining("; ", "Left out: ", ".")));
    }
  }

  /** Names as in a sentence: a, b and c. */
  private static String listed(Stream<String> names) {
    List<String> all = names.toList();
    int last = all.size() - 1;
    return last < 1
        ? String.join("", all)
        : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
  }
}
