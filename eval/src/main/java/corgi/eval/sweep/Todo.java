package corgi.eval.sweep;

import corgi.engine.generation.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A cell with the seeds whose pictures are missing, at least one.
 *
 * @param job the cell
 * @param seeds in their order
 */
record Todo(Job job, List<Long> seeds) {
  /** Returns what is left of some cells; those that have one address are drawn once. */
  static List<Todo> of(List<Job> jobs, SweepFolder folder) {
    List<Todo> todo = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Job job : jobs) {
      List<Long> missing =
          job.recipe().request().seeds().stream()
              .filter(seed -> !folder.has(job.address(), seed))
              .toList();
      if (!missing.isEmpty() && !known.contains(job.address())) {
        todo.add(new Todo(job, missing));
        known.add(job.address());
      }
    }
    return todo;
  }

  /** The evaluations that are expected. */
  long work() {
    return job.evaluations() * seeds.size();
  }

  /** What is to be drawn. */
  Request request() {
    Request asked = job.cell().asked().request();
    return new Request(asked.words(), asked.givens(), asked.steering(), asked.course(), seeds);
  }
}
