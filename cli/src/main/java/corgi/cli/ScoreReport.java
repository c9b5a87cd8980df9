package corgi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.eval.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Measurements of one set of pictures, as a table or as JSON. */
final class ScoreReport {
  private ScoreReport() {}

  /** Returns a line for each measurement: its name, value, 95 % interval and count. */
  static String toText(List<Measurement> measurements) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("metric", "value", "95 %", "pictures"));
    Set<String> references = new LinkedHashSet<>();
    for (Measurement one : measurements) {
      cells.add(
          List.of(
              one.name(), Numbers.rounded(one.value()), interval(one), Long.toString(one.count())));
      references.add(one.reference());
    }
    references.remove("");
    StringBuilder text = new StringBuilder(TextTable.of(cells, 1));
    references.forEach(words -> text.append("against ").append(words).append('\n'));
    return text.toString().stripTrailing();
  }

  /** Returns the interval, or - where there is none. */
  static String interval(Measurement one) {
    return one.low() == one.high()
        ? "-"
        : "%s to %s".formatted(Numbers.rounded(one.low()), Numbers.rounded(one.high()));
  }

  /** Returns a list of objects with the measurements' components. */
  static ArrayNode toJson(List<Measurement> measurements) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Measurement one : measurements) {
      ObjectNode entry = list.addObject().put("name", one.name()).put("value", one.value());
      entry.put("low", one.low()).put("high", one.high());
      entry.put("count", one.count()).put("reference", one.reference());
    }
    return list;
  }
}
