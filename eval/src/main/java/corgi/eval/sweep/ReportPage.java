package corgi.eval.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Results as one page that needs no server and no network: the pictures are files beside it, style,
 * script and Chart.js are inside.
 */
final class ReportPage {
  private static final String WEBJAR = "META-INF/resources/webjars/chart.js/";
  private static final String WEBJAR_POM =
      "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private ReportPage() {}

  /** Returns the page of what {@link Results} made. */
  static String of(JsonNode results) {
    String version = chartVersion();
    String chart = resource("/" + WEBJAR + version + "/dist/chart.umd.min.js");
    String licence = resource("/" + WEBJAR + version + "/LICENSE.md");
    return resource("report.html")
        .replace("/*style*/", resource("report.css"))
        .replace("(licence)", licence.strip())
        .replace("/*chart*/", chart.replace("</script", "<\\/script"))
        .replace("/*common*/", resource("report.js"))
        .replace("/*grid*/", resource("report-grid.js"))
        .replace("/*charts*/", resource("report-charts.js"))
        .replace("/*tables*/", resource("report-tables.js"))
        .replace("/*data*/", embedded(results.toString()));
  }

  /** JSON in which nothing ends a script or begins a comment. */
  static String embedded(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String chartVersion() {
    Properties properties = new Properties();
    try (InputStream in = open("/" + WEBJAR_POM)) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(e); // it is in the jar
    }
    return properties.getProperty("version");
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e); // it is in the jar
    }
  }

  private static InputStream open(String name) {
    InputStream in = ReportPage.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + ": is not on the class path");
    }
    return in;
  }
}
