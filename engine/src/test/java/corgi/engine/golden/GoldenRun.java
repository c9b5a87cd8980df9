package corgi.engine.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the golden tests of a module said.
 *
 * @param folder where the cases came from, "" for those that ship
 * @param tests the classes that ran, even those that found no case
 * @param results of their cases
 */
record GoldenRun(String folder, Set<String> tests, List<GoldenResult> results) {
  GoldenRun {
    tests = Set.copyOf(tests);
    results = List.copyOf(results);
  }

  static GoldenRun none() {
    return new GoldenRun(GoldenSource.directory(), Set.of(), List.of());
  }

  static GoldenRun of(JsonNode json) {
    Set<String> tests = new TreeSet<>();
    json.path("tests").forEach(test -> tests.add(test.asText()));
    List<GoldenResult> results = new ArrayList<>();
    json.path("results").forEach(result -> results.add(GoldenResult.of(result)));
    return new GoldenRun(json.path("folder").asText(), tests, results);
  }

  ObjectNode toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode().put("folder", folder);
    ArrayNode classes = json.putArray("tests");
    new TreeSet<>(tests).forEach(classes::add);
    ArrayNode list = json.putArray("results");
    results.forEach(result -> list.add(result.toJson()));
    return json;
  }

  /** Returns a later run, and what it did not say anew if its cases were the same. */
  GoldenRun then(GoldenRun later) {
    if (!folder.equals(later.folder)) {
      return later;
    }
    Set<String> classes = new TreeSet<>(tests);
    classes.addAll(later.tests);
    List<GoldenResult> all = new ArrayList<>(results);
    all.removeIf(result -> later.tests.contains(result.test()));
    all.addAll(later.results);
    return new GoldenRun(folder, classes, all);
  }
}
