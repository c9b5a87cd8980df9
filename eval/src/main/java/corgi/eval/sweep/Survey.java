package corgi.eval.sweep;

import corgi.engine.generation.Corgi;
import corgi.engine.generation.Recipe;
import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the models about every cell before anything is drawn. */
final class Survey {
  private final Engines engines;
  private final Set<String> warnings = new LinkedHashSet<>();

  Survey(Engines engines) {
    this.engines = engines;
  }

  /**
   * Returns the cells by what draws them, in their order.
   *
   * @throws IllegalArgumentException if a model cannot draw a cell; the message says which
   */
  Map<Setup, List<Job>> jobs(SweepPlan plan) throws IOException {
    Map<Setup, List<Cell>> bySetup = new LinkedHashMap<>();
    for (Cell cell : plan.cells()) {
      bySetup.computeIfAbsent(cell.asked().setup(), setup -> new ArrayList<>()).add(cell);
    }
    Map<Setup, List<Job>> jobs = new LinkedHashMap<>();
    for (var entry : bySetup.entrySet()) {
      Corgi corgi = engines.of(entry.getKey());
      List<Job> list = new ArrayList<>();
      for (Cell cell : entry.getValue()) {
        list.add(job(corgi, cell));
      }
      jobs.put(entry.getKey(), list);
    }
    return jobs;
  }

  private Job job(Corgi corgi, Cell cell) {
    Request request = cell.asked().request();
    try {
      long evaluations = corgi.evaluations(request);
      warnings.addAll(corgi.warnings(request));
      Recipe recipe = corgi.recipe(request);
      return new Job(cell, recipe, Address.of(recipe), evaluations);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s (%s)".formatted(e.getMessage(), cell.title()), e);
    }
  }

  /** What is strange about the cells, one line each. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
