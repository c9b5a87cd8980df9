package corgi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import corgi.eval.Accuracy;
import corgi.eval.Measurement;
import corgi.eval.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The measurements of an evaluation, as a table or as JSON: {@code rows} of {@code pairs}, {@code
 * gamma} (null for real pictures), {@code measurements}, and {@code pictures} with what was wanted
 * and seen on each.
 *
 * @param plan what was asked for
 * @param rows what came of it
 */
record EvalReport(EvalPlan plan, List<EvalRow> rows) {
  /** Returns a table: a line per measurement, a column per row. */
  String toText() {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> row.result().measurements().forEach(one -> names.add(one.name())));
    List<List<String>> cells = new ArrayList<>();
    cells.add(line("", row -> row.pairs().words));
    cells.add(line("metric", EvalRow::source));
    for (String name : names) {
      cells.add(line(name, row -> cell(row, name)));
    }
    Set<String> references = new LinkedHashSet<>();
    rows.forEach(
        row -> row.result().measurements().forEach(one -> references.add(one.reference())));
    references.remove("");
    return TextTable.of(cells, 1)
        + "%d pictures each; against %s".formatted(plan.count(), String.join("; ", references));
  }

  private List<String> line(String name, Function<EvalRow, String> cell) {
    List<String> line = new ArrayList<>(List.of(name));
    rows.forEach(row -> line.add(cell.apply(row)));
    return line;
  }

  private static String cell(EvalRow row, String name) {
    return row.result().measurements().stream()
        .filter(one -> one.name().equals(name))
        .map(Measurement::value)
        .map(Numbers::rounded)
        .findFirst()
        .orElse("-");
  }

  /** Returns one line of JSON. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("count", plan.count()).put("seed", plan.seed()).put("references", plan.references());
    ArrayNode list = json.putArray("rows");
    for (EvalRow row : rows) {
      ObjectNode entry = list.addObject().put("pairs", row.pairs().words);
      entry.put("gamma", row.gamma());
      entry.set("measurements", ScoreReport.toJson(row.result().measurements()));
      pictures(entry.putArray("pictures"), row);
    }
    return json.toString();
  }

  private static void pictures(ArrayNode pictures, EvalRow row) {
    List<Shown> shown = row.result().evidence().shown();
    for (int i = 0; i < shown.size(); i++) {
      Shown one = shown.get(i);
      ObjectNode picture = pictures.addObject();
      picture.put("prompt", one.asked().prompt());
      ObjectNode wanted = picture.putObject("wanted");
      one.answer().wanted().forEach(wanted::put);
      ObjectNode seen = picture.putObject("seen");
      one.answer().seen().forEach(seen::put);
      picture.put("right", Accuracy.isRight(one.answer()));
      ObjectNode numbers = picture.putObject("numbers");
      for (Map.Entry<String, Double> number : new TreeMap<>(one.numbers()).entrySet()) {
        numbers.put(number.getKey(), number.getValue());
      }
      if (!row.real()) {
        String recipe = row.answers().drawings().get(i).recipe().toJson();
        picture.putRawValue("request", new RawValue(recipe));
      }
    }
  }
}
