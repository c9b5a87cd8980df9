package corgi.eval.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cells that differ in what is asked for and not in how it is drawn: metrics are taken over all
 * their pictures.
 *
 * @param values what they have in common, by axis
 * @param jobs at least one
 */
record Group(Map<String, String> values, List<Job> jobs) {
  /** Returns the groups of cells, in their order. */
  static List<Group> of(List<Job> jobs) {
    Map<Map<String, String>, List<Job>> groups = new LinkedHashMap<>();
    for (Job job : jobs) {
      Map<String, String> common = new LinkedHashMap<>(job.cell().values());
      common.keySet().removeAll(AxisNames.SUBJECTS);
      groups.computeIfAbsent(common, values -> new ArrayList<>()).add(job);
    }
    List<Group> list = new ArrayList<>();
    groups.forEach((values, members) -> list.add(new Group(values, members)));
    return list;
  }

  /** Returns all pictures, or none if one is missing: other numbers could not be compared. */
  List<Path> pictures(SweepFolder folder) {
    List<Path> pictures = new ArrayList<>();
    for (Job job : jobs) {
      for (long seed : job.recipe().request().seeds()) {
        if (!folder.has(job.address(), seed)) {
          return List.of();
        }
        pictures.add(folder.picture(job.address(), seed));
      }
    }
    return pictures;
  }
}
