package corgi.eval.leaderboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.generation.Corgi;
import corgi.eval.sweep.SweepPlan.Seeds;
import java.util.List;
import java.util.Optional;

/**
 * A leaderboard as {@code leaderboard.json} holds it: {@code columns}; {@code strategies} in their
 * order, each with the {@code curve} by which its γ was chosen and what was measured {@code best}
 * and {@code hard}; {@code notes} in sentences.
 */
final class BoardJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BoardJson() {}

  static ObjectNode of(Board board) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Board.Made made = board.made();
    Rules rules = made.contest().rules();
    json.put("corgi", Corgi.version()).put("command", made.command()).put("model", made.model());
    rules.grid().forEach(json.putArray("grid")::add);
    seeds(json.putObject("choose"), made.contest(), rules.choose());
    seeds(json.putObject("report"), made.contest(), rules.report());
    made.contest()
        .common()
        .list()
        .forEach(axis -> axis.values().forEach(json.withArray("/common/" + axis.name())::add));
    for (Column column : Column.ALL) {
      ObjectNode entry = json.withArray("/columns").addObject().put("title", column.title());
      column.names().forEach(entry.putArray("names")::add);
    }
    ArrayNode strategies = json.putArray("strategies");
    board.standings().forEach(one -> standing(strategies.addObject(), one, board));
    ArrayNode leftOut = json.putArray("left_out");
    board
        .leftOut()
        .forEach(one -> leftOut.addObject().put("name", one.name()).put("reason", one.reason()));
    Notes.of(board).forEach(json.putArray("notes")::add);
    return json;
  }

  private static void seeds(ObjectNode entry, Contest contest, Seeds seeds) {
    entry.put("seed", seeds.first()).put("seeds", seeds.count());
    entry.put("pictures", contest.pictures(seeds));
  }

  private static void standing(ObjectNode entry, Standing one, Board board) {
    Choice choice = one.choice();
    entry.put("name", one.name()).put("steerable", choice.contestant().steerable());
    entry.put("ties_with_first", board.ties().contains(one));
    if (choice.best().isPresent()) {
      choice.ties().forEach(entry.putArray("gamma_could_be")::add);
      entry.put("gamma_at_edge", choice.atEdge());
    }
    points(entry.putArray("curve"), choice.curve());
    point(entry, "best", one.atBest());
    point(entry, "hard", one.atHard());
  }

  private static void points(ArrayNode list, List<Point> points) {
    points.forEach(point -> list.add(json(point)));
  }

  private static void point(ObjectNode entry, String name, Optional<Point> point) {
    entry.set(name, point.map(BoardJson::json).orElse(null));
  }

  private static ObjectNode json(Point point) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("gamma", Double.parseDouble(point.gamma()));
    json.set("measurements", MAPPER.valueToTree(point.measurements()));
    return json;
  }
}
