package corgi.eval.sweep;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.generation.Setup;
import corgi.engine.sampling.CancelledException;
import corgi.eval.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A product of requests that is drawn into a folder, measured and shown. It can be stopped at any
 * time: the same sweep goes on where it was, and a wider one draws only what is new.
 */
public final class Sweep implements AutoCloseable {
  private final SweepPlan plan;
  private final SweepFolder folder;
  private final Watch watch;
  private final Engines engines = new Engines();
  private final Survey survey = new Survey(engines);
  private final Map<Setup, List<Job>> jobs;

  private Sweep(SweepPlan plan, SweepFolder folder, Watch watch) throws IOException {
    this.plan = plan;
    this.folder = folder;
    this.watch = watch;
    try {
      jobs = survey.jobs(plan);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Prepares a sweep without writing anything.
   *
   * @throws IOException if the folder is not that of a sweep, or a model is missing or damaged
   * @throws IllegalArgumentException if a model cannot draw a cell
   */
  public static Sweep look(SweepPlan plan, Path folder, Watch watch) throws IOException {
    return new Sweep(plan, SweepFolder.look(folder), watch);
  }

  /**
   * Prepares a sweep and takes its folder.
   *
   * @throws IOException if the folder is not that of this sweep or in use, or a model is missing or
   *     damaged
   * @throws IllegalArgumentException if a model cannot draw a cell
   */
  public static Sweep open(SweepPlan plan, Path folder, Watch watch) throws IOException {
    Sweep sweep = new Sweep(plan, SweepFolder.open(folder), watch);
    try {
      List<String> addresses = sweep.all().stream().map(Job::address).toList();
      sweep.folder.claim(addresses, sweep.mark());
      return sweep;
    } catch (IOException | RuntimeException e) {
      sweep.close();
      throw e;
    }
  }

  private String mark() {
    ObjectNode mark = JsonNodeFactory.instance.objectNode();
    plan.axes()
        .list()
        .forEach(axis -> axis.values().forEach(mark.withArray("/" + axis.name())::add));
    mark.put("seed", plan.seeds().first()).put("seeds", plan.seeds().count());
    return mark.toPrettyString() + "\n";
  }

  /** In the order of the plan. */
  private List<Job> all() {
    Map<Cell, Job> byCell = new LinkedHashMap<>();
    jobs.values().forEach(list -> list.forEach(job -> byCell.put(job.cell(), job)));
    return plan.cells().stream().map(byCell::get).toList();
  }

  /** What is strange about the cells, one line each. */
  public List<String> warnings() {
    return survey.warnings();
  }

  /**
   * Returns what is to be done and how long it will take, as cells that are done say, or else a
   * short measurement.
   */
  public Estimate estimate() throws IOException {
    long left = 0;
    long missing = 0;
    long evaluations = 0;
    double seconds = 0;
    for (var entry : jobs.entrySet()) {
      List<Todo> todo = Todo.of(entry.getValue(), folder);
      if (todo.isEmpty()) {
        continue;
      }
      long work = todo.stream().mapToLong(Todo::work).sum();
      left += todo.size();
      missing += todo.stream().mapToLong(one -> one.seeds().size()).sum();
      evaluations += work;
      List<Job> open = todo.stream().map(Todo::job).toList();
      List<Job> measured = new ArrayList<>(open);
      entry.getValue().stream().filter(job -> !open.contains(job)).forEach(measured::add);
      seconds += work * Calibration.pace(engines.of(entry.getKey()), measured, folder, watch);
    }
    long addresses = all().stream().map(Job::address).distinct().count();
    return new Estimate(
        plan.cells().size(),
        (int) (addresses - left),
        addresses * plan.seeds().count(),
        missing,
        evaluations,
        seconds);
  }

  /**
   * Draws what is missing.
   *
   * @throws IOException if a picture cannot be written; what is finished is kept
   * @throws CancelledException if the watch cancelled; what is finished is kept
   */
  public Outcome draw() throws IOException {
    Map<Setup, List<Todo>> todo = new LinkedHashMap<>();
    jobs.forEach((setup, list) -> todo.put(setup, Todo.of(list, folder)));
    long work = todo.values().stream().flatMap(List::stream).mapToLong(Todo::work).sum();
    long missing =
        todo.values().stream().flatMap(List::stream).mapToLong(one -> one.seeds().size()).sum();
    Runner runner = new Runner(folder, watch, work);
    for (var entry : todo.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        runner.draw(engines.of(entry.getKey()), entry.getValue());
      }
    }
    long addresses = all().stream().map(Job::address).distinct().count();
    long kept = addresses * plan.seeds().count() - missing;
    return new Outcome(runner.drawn(), kept, runner.failures());
  }

  /**
   * Measures the pictures and writes {@code results.json}, {@code results.csv} and {@code
   * report.html}.
   *
   * @param command that made this sweep, for those who read of it
   * @return the page
   */
  public Path report(Outcome outcome, Scorer scorer, String command) throws IOException {
    Scores scores = new Scores(folder, scorer);
    Map<Group, List<Measurement>> groups = new LinkedHashMap<>();
    for (Group group : Group.of(all())) {
      if (watch.cancelled()) {
        throw new CancelledException("stopped before all was measured");
      }
      groups.put(group, measure(scores, group));
    }
    ObjectNode results =
        new Results(folder, command, outcome.failures())
            .of(plan, all(), new Results.Measured(groups, scorer));
    folder.write("results.json", results.toPrettyString() + "\n");
    folder.write("results.csv", ResultsCsv.of(results));
    folder.write("report.html", ReportPage.of(results));
    return folder.file("report.html");
  }

  /** Pictures that cannot be measured, such as one alone, are shown all the same. */
  private List<Measurement> measure(Scores scores, Group group) throws IOException {
    try {
      return scores.of(group);
    } catch (IllegalArgumentException e) {
      watch.said(
          "not measured: %s: %s".formatted(group.jobs().get(0).cell().title(), e.getMessage()));
      return List.of();
    }
  }

  @Override
  public void close() throws IOException {
    engines.close();
    folder.close();
  }
}
