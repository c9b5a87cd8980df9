package corgi.engine.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the steps since the last line of the log add up to. It is a part of a training's state, so
 * that the log of a training that was killed tells the same numbers.
 *
 * @param sums by name: the loss itself, then its parts
 */
record LossSums(Map<String, Sum> sums) {
  static final LossSums NONE = new LossSums(Map.of());

  private static final String LOSS = "loss";

  /**
   * The sum of one number.
   *
   * @param total of all
   * @param count how many
   */
  record Sum(double total, long count) {
    Sum plus(double value) {
      return new Sum(total + value, count + 1);
    }

    double mean() {
      return total / count;
    }
  }

  LossSums {
    sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
  }

  LossSums plus(TrainingListener.Report report) {
    Map<String, Sum> more = new LinkedHashMap<>(sums);
    add(more, LOSS, report.loss());
    report.parts().forEach((part, value) -> add(more, LOSS + "." + part, value));
    return new LossSums(more);
  }

  private static void add(Map<String, Sum> sums, String name, double value) {
    sums.put(name, sums.getOrDefault(name, new Sum(0, 0)).plus(value));
  }

  /** Writes the means, under the names {@code loss} and {@code loss.PART}. */
  void putMeans(ObjectNode line) {
    sums.forEach((name, sum) -> line.put(name, sum.mean()));
  }

  /** Doubles are written with as many digits as give back the same bits. */
  String toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    sums.forEach((name, sum) -> json.putArray(name).add(sum.total()).add(sum.count()));
    return json.toString();
  }

  /** Reads what {@link #toJson} wrote. */
  static LossSums fromJson(JsonNode json) {
    Map<String, Sum> sums = new LinkedHashMap<>();
    json.properties()
        .forEach(
            sum ->
                sums.put(
                    sum.getKey(),
                    new Sum(sum.getValue().path(0).asDouble(), sum.getValue().path(1).asLong())));
    return new LossSums(sums);
  }
}
