package corgi.engine.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * What came out of one run of a case or of one of its parts.
 *
 * @param id of the case, with that of the part after a slash
 * @param group it is summed up under
 * @param outcome of the run
 * @param reason why it is not applicable, or ""
 * @param ratio the worst error over tolerance
 * @param test the class that ran it
 */
record GoldenResult(
    String id, String group, Outcome outcome, String reason, double ratio, String test) {
  /** How a run ended. */
  enum Outcome {
    PASSED,
    FAILED,
    NOT_APPLICABLE;

    private String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static GoldenResult of(JsonNode json) {
    return new GoldenResult(
        json.path("id").asText(),
        json.path("group").asText(),
        Outcome.valueOf(json.path("outcome").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
        json.path("reason").asText(),
        Double.parseDouble(json.path("ratio").asText()), // which may be infinite
        json.path("test").asText());
  }

  ObjectNode toJson() {
    return new ObjectMapper()
        .createObjectNode()
        .put("id", id)
        .put("group", group)
        .put("outcome", outcome.text())
        .put("reason", reason)
        .put("ratio", ratio)
        .put("test", test);
  }
}
