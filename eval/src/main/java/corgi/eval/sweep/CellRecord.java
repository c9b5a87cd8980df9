package corgi.eval.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is written down of a cell once all its pictures are there.
 *
 * @param costs of its pictures by seed; not of those that an interrupted run had drawn
 * @param pace seconds of the clock for one evaluation, with all that were drawn at once; or NaN
 */
record CellRecord(SortedMap<Long, Cost> costs, double pace) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Of a cell nothing is known of. */
  static final CellRecord NONE = new CellRecord(new TreeMap<>(), Double.NaN);

  /**
   * What a picture took.
   *
   * @param seconds of one worker
   * @param evaluations of a network
   */
  record Cost(double seconds, long evaluations) {}

  CellRecord {
    costs = new TreeMap<>(costs);
  }

  /** Returns this with what was drawn since, and the pace at which it was. */
  CellRecord with(Map<Long, Cost> more, double newPace) {
    CellRecord sum = new CellRecord(costs, more.isEmpty() ? pace : newPace);
    sum.costs.putAll(more);
    return sum;
  }

  /** Mean seconds of one worker for a picture, or NaN. */
  double seconds() {
    return costs.values().stream().mapToDouble(Cost::seconds).average().orElse(Double.NaN);
  }

  /** Mean evaluations for a picture, or NaN. */
  double evaluations() {
    return costs.values().stream().mapToLong(Cost::evaluations).average().orElse(Double.NaN);
  }

  byte[] toJson(String recipe) {
    try {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.set("recipe", MAPPER.readTree(recipe));
      if (Double.isFinite(pace)) {
        json.put("pace", pace);
      }
      ObjectNode pictures = json.putObject("pictures");
      costs.forEach(
          (seed, cost) ->
              pictures
                  .putObject(Long.toString(seed))
                  .put("seconds", cost.seconds())
                  .put("evaluations", cost.evaluations()));
      return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // it is our own JSON
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws java.io.IOException if it is no JSON
   */
  static CellRecord of(byte[] text) throws java.io.IOException {
    JsonNode json = MAPPER.readTree(text);
    SortedMap<Long, Cost> costs = new TreeMap<>();
    for (var picture : json.path("pictures").properties()) {
      if (picture.getKey().matches("-?\\d{1,18}")) {
        JsonNode cost = picture.getValue();
        costs.put(
            Long.valueOf(picture.getKey()),
            new Cost(cost.path("seconds").asDouble(), cost.path("evaluations").asLong()));
      }
    }
    return new CellRecord(costs, json.path("pace").asDouble(Double.NaN));
  }
}
