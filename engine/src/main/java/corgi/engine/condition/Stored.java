package corgi.engine.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a model's file says of a condition.
 *
 * @param json what {@link Condition#toJson} wrote, if nobody has changed it
 */
record Stored(ObjectNode json) {
  private static final int MOST = 1 << 16; // elements of a list

  String text(String key) {
    return require(key, json.path(key).isTextual(), "a text").asText();
  }

  int whole(String key, int least, int most) {
    JsonNode value = json.path(key);
    boolean right = value.isInt() && value.asInt() >= least && value.asInt() <= most;
    return require(key, right, "a whole number from %d to %d".formatted(least, most)).asInt();
  }

  double share(String key) {
    JsonNode value = json.path(key);
    boolean right = value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1;
    return require(key, right, "a number from 0 to 1").asDouble();
  }

  double positive(String key) {
    JsonNode value = json.path(key);
    boolean right = value.isNumber() && value.asDouble() > 0 && value.asDouble() < 1e9;
    return require(key, right, "a positive number").asDouble();
  }

  List<String> texts(String key) {
    JsonNode list = json.path(key);
    require(key, list.isArray() && !list.isEmpty() && list.size() <= MOST, "a list of texts");
    List<String> values = new ArrayList<>();
    for (JsonNode value : list) {
      require(key, value.isTextual(), "a list of texts");
      values.add(value.asText());
    }
    return values;
  }

  private JsonNode require(String key, boolean right, String expected) {
    if (!right) {
      throw new IllegalArgumentException(
          "condition %s: %s = %.80s: must be %s"
              .formatted(json.path("name").asText(), key, json.path(key).toString(), expected));
    }
    return json.path(key);
  }
}
