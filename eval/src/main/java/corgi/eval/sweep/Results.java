package corgi.eval.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import corgi.engine.generation.Corgi;
import corgi.eval.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a sweep, as {@code results.json} holds it: {@code axes}; {@code cells} in their
 * order, each with its request, its pictures and what they cost; {@code groups} of cells that are
 * asked for different things and drawn alike, with their measurements.
 */
final class Results {
  private final SweepFolder folder;
  private final Map<String, String> failures;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  /**
   * @param command that made the sweep
   * @param failures by address
   */
  Results(SweepFolder folder, String command, Map<String, String> failures) {
    this.folder = folder;
    this.failures = failures;
    json.put("corgi", Corgi.version());
    json.put("command", command);
  }

  /** Returns the document. */
  ObjectNode of(SweepPlan plan, List<Job> jobs, Measured measured) throws IOException {
    axes(plan);
    List<Group> groups = new ArrayList<>(measured.groups.keySet());
    Map<Job, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      for (Job job : groups.get(i).jobs()) {
        places.put(job, i);
      }
    }
    ArrayNode cells = json.putArray("cells");
    for (Job job : jobs) {
      cell(cells.addObject().put("group", places.get(job)), job);
    }
    ArrayNode list = json.putArray("groups");
    for (Group group : groups) {
      ObjectNode entry = list.addObject();
      ObjectNode values = entry.putObject("values");
      group.values().forEach(values::put);
      entry.put("gamma", group.jobs().get(0).cell().asked().request().steering().gamma());
      measurements(entry.putArray("measurements"), measured.groups.get(group));
      ArrayNode commands = entry.putArray("commands");
      measured.commands(group, folder).forEach(commands::add);
    }
    return json;
  }

  /**
   * What was measured.
   *
   * @param groups with their measurements, in order
   * @param scorer that measured
   */
  record Measured(Map<Group, List<Measurement>> groups, Scorer scorer) {
    List<String> commands(Group group, SweepFolder folder) throws IOException {
      return groups.get(group).isEmpty() ? List.of() : List.of(scorer.command(group.words(folder)));
    }
  }

  private void axes(SweepPlan plan) {
    ArrayNode axes = json.putArray("axes");
    for (Axis axis : plan.axes().list()) {
      ArrayNode values = axes.addObject().put("name", axis.name()).putArray("values");
      plan.cells().stream()
          .map(cell -> cell.values().get(axis.name()))
          .distinct()
          .forEach(values::add);
    }
  }

  private void cell(ObjectNode entry, Job job) throws IOException {
    ObjectNode values = entry.putObject("values");
    job.cell().values().forEach(values::put);
    List<Long> seeds = job.recipe().request().seeds();
    List<Long> there = seeds.stream().filter(seed -> folder.has(job.address(), seed)).toList();
    CellRecord record = folder.record(job.address());
    entry.put("address", job.address());
    entry.put("status", status(job, there.size() == seeds.size()));
    entry.put("failure", failures.get(job.address()));
    entry.put("gamma", job.cell().asked().request().steering().gamma());
    entry.put("pictures", "pictures/" + job.address());
    ArrayNode list = entry.putArray("seeds");
    there.forEach(list::add);
    number(entry, "evaluations", record.evaluations());
    number(entry, "seconds", record.seconds());
    List<String> words = new ArrayList<>(List.of("./corgi", "gen"));
    words.addAll(job.cell().arguments());
    entry.put("command", Shell.line(words));
    entry.putRawValue("request", new RawValue(job.recipe().toJson()));
  }

  private String status(Job job, boolean whole) {
    if (whole) {
      return "done";
    }
    return failures.containsKey(job.address()) ? "failed" : "missing";
  }

  private static void number(ObjectNode entry, String name, double value) {
    entry.put(name, Double.isNaN(value) ? null : (Double) value);
  }

  private static void measurements(ArrayNode list, List<Measurement> measurements) {
    for (Measurement measurement : measurements) {
      ObjectNode entry = list.addObject().put("name", measurement.name());
      number(entry, "value", measurement.value());
      number(entry, "low", measurement.low());
      number(entry, "high", measurement.high());
      entry.put("count", measurement.count()).put("reference", measurement.reference());
    }
  }
}
