package corgi.eval.leaderboard;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.eval.Bootstrap;
import corgi.eval.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the {@code results.json} of a sweep. */
final class SweepResults {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> COSTS = List.of("evaluations", "seconds");

  private final JsonNode json;

  private SweepResults(JsonNode json) {
    this.json = json;
  }

  /** Reads the file beside a report. */
  static SweepResults beside(Path report) throws IOException {
    return of(MAPPER.readTree(report.resolveSibling("results.json").toFile()));
  }

  static SweepResults of(JsonNode json) {
    return new SweepResults(json);
  }

  /** Returns what was measured of a contestant, a point for each γ. */
  List<Point> points(Contestant contestant) throws IOException {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < json.path("groups").size(); i++) {
      JsonNode group = json.path("groups").path(i);
      Map<String, String> values =
          MAPPER.convertValue(group.path("values"), new TypeReference<Map<String, String>>() {});
      if (contestant.drew(values)) {
        List<Measurement> measurements =
            MAPPER.readerForListOf(Measurement.class).readValue(group.path("measurements"));
        if (!measurements.isEmpty()) {
          addCosts(measurements, i);
        }
        points.add(new Point(values.get("gamma"), measurements));
      }
    }
    return points;
  }

  /** Pictures of a sweep do not say what they cost, their cells do: means over as many pictures. */
  private void addCosts(List<Measurement> measurements, int group) {
    for (String cost : COSTS) {
      List<JsonNode> cells = new ArrayList<>();
      json.path("cells").forEach(cells::add);
      cells.removeIf(cell -> cell.path("group").asInt() != group || !cell.path(cost).isNumber());
      boolean known = measurements.stream().anyMatch(one -> one.shortName().equals(cost));
      if (!known && !cells.isEmpty()) {
        double[] values = cells.stream().mapToDouble(cell -> cell.path(cost).asDouble()).toArray();
        int pictures = cells.stream().mapToInt(cell -> cell.path("seeds").size()).sum();
        measurements.add(mean(cost, values, pictures));
      }
    }
  }

  private static Measurement mean(String name, double[] values, int pictures) {
    double mean = Arrays.stream(values).average().orElseThrow();
    var interval = Bootstrap.USUAL.ofMean(values);
    return new Measurement(name, mean, interval.low(), interval.high(), pictures, "");
  }
}
