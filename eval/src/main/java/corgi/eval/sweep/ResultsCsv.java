package corgi.eval.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Results as a table with a line for each number: first what every cell cost, then every metric of
 * every group, where the axes that its cells differ in are empty.
 */
final class ResultsCsv {
  private static final List<String> COLUMNS =
      List.of("address", "status", "metric", "value", "low", "high", "count", "reference");

  private ResultsCsv() {}

  /** Returns the table of what {@link Results} made. */
  static String of(JsonNode results) {
    List<String> axes = new ArrayList<>();
    results.path("axes").forEach(axis -> axes.add(axis.path("name").asText()));
    List<String> head = new ArrayList<>(axes);
    head.addAll(COLUMNS);
    StringWriter text = new StringWriter();
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader(head.toArray(String[]::new))
            .setRecordSeparator('\n')
            .get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (JsonNode cell : results.path("cells")) {
        cost(printer, axes, cell, "evaluations");
        cost(printer, axes, cell, "seconds");
      }
      for (JsonNode group : results.path("groups")) {
        for (JsonNode measured : group.path("measurements")) {
          List<Object> line = values(axes, group);
          line.add("");
          line.add("done");
          for (String key : List.of("name", "value", "low", "high", "count", "reference")) {
            line.add(measured.path(key).asText(""));
          }
          printer.printRecord(line);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // not in memory
    }
    return text.toString();
  }

  private static void cost(CSVPrinter printer, List<String> axes, JsonNode cell, String what)
      throws IOException {
    List<Object> line = values(axes, cell);
    line.add(cell.path("address").asText());
    line.add(cell.path("status").asText());
    line.add(what);
    line.add(cell.path(what).asText(""));
    line.add("");
    line.add("");
    line.add(cell.path("seeds").size());
    line.add("");
    printer.printRecord(line);
  }

  private static List<Object> values(List<String> axes, JsonNode entry) {
    List<Object> line = new ArrayList<>();
    axes.forEach(axis -> line.add(entry.path("values").path(axis).asText("")));
    return line;
  }
}
