package corgi.eval.sweep;

import com.fasterxml.jackson.databind.JsonNode;

/** Results as one page; the pictures are files beside it. */
final class ReportPage {
  private ReportPage() {}

  /** Returns the page of what {@link Results} made. */
  static String of(JsonNode results) {
    return Page.of("report.html")
        .with("/*common*/", "report.js")
        .with("/*grid*/", "report-grid.js")
        .with("/*charts*/", "report-charts.js")
        .with("/*tables*/", "report-tables.js")
        .filled(results);
  }
}
