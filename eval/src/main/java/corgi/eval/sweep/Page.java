package corgi.eval.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * A page that needs no server and no network: its data, style and scripts, Chart.js among them, are
 * inside. Templates have the places of {@code report.html}, and others of their own.
 */
public final class Page {
  private static final String WEBJAR = "META-INF/resources/webjars/chart.js/";
  private static final String WEBJAR_POM = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private final String text;

  private Page(String text) {
    this.text = text;
  }

  /**
   * Begins a page.
   *
   * @param template the name of a resource
   */
  public static Page of(String template) {
    String version = chartVersion();
    String chart = resource("/" + WEBJAR + version + "/dist/chart.umd.min.js");
    String licence = resource("/" + WEBJAR + version + "/LICENSE.md");
    return new Page(
        resource(template)
            .replace("/*style*/", resource("report.css"))
            .replace("(licence)", licence.strip())
            .replace("/*chart*/", chart.replace("</script", "<\\/script"))
            .replace("/*page*/", resource("page.js"))
            .replace("/*page-charts*/", resource("page-charts.js")));
  }

  /** Returns this with a resource in a place. */
  public Page with(String place, String name) {
    return new Page(text.replace(place, resource(name)));
  }

  /** Returns the page with its data. */
  public String filled(JsonNode data) {
    return text.replace("/*data*/", embedded(data.toString()));
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
    InputStream in = Page.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + ": is not on the class path");
    }
    return in;
  }
}
