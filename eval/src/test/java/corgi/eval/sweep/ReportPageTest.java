package corgi.eval.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final String NASTY =
      "</script><!-- <script>alert(1)</script> & \u2028 'x' \"y\" $1 \\\\1";

  @Test
  void promptsCannotLeaveTheJsonTheyStandIn() throws IOException {
    ObjectNode results = JsonNodeFactory.instance.objectNode().put("prompt", NASTY);
    String page = ReportPage.of(results);

    String open = "<script type=\"application/json\" id=\"results\">";
    int from = page.indexOf(open) + open.length();
    String json = page.substring(from, page.indexOf("</script>", from));
    assertThat(json).doesNotContain("<", ">", "&", "\u2028");
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read).isEqualTo(results);
  }

  @Test
  void thePageNeedsNothingElse() {
    String page = ReportPage.of(JsonNodeFactory.instance.objectNode());

    assertThat(page).doesNotContain("src=\"http", "@import", "fetch(", "/*chart*/", "/*style*/");
    assertThat(page).contains("Chart.js v4", "Permission is hereby granted, free of charge");
  }

  @Test
  void argumentsAreWordsOfAShell() {
    assertThat(Shell.line(List.of("gen", "a cat", "--set", "it's", "apg:eta=0,norm=2", "")))
        .isEqualTo("gen 'a cat' --set 'it'\\''s' apg:eta=0,norm=2 ''");
  }

  @Test
  void estimatesAreAsPreciseAsTheyAre() {
    assertThat(new Estimate(6, 0, 24, 24, 1280, 61.2))
        .hasToString("6 cells, 24 pictures: about 1,280 network evaluations, 62 s");
    assertThat(new Estimate(2, 1, 8, 3, 1, 60 * 200))
        .hasToString(
            "2 cells, 8 pictures, of which 1 and 5 are there: about 1 network evaluation, 3.3 h");
    assertThat(new Estimate(2, 2, 8, 0, 0, 0)).hasToString("2 cells, 8 pictures: all are there");
    assertThat(Estimate.time(300)).isEqualTo("5 min");
    assertThat(Estimate.time(Double.NaN)).isEqualTo("time unknown");
  }
}
