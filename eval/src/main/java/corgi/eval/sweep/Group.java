package corgi.eval.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /**
   * Returns all pictures, in the order in which {@code eval} takes those of a folder; or none if
   * one is missing: other numbers could not be compared.
   */
  List<Path> pictures(SweepFolder folder) {
    List<Path> pictures = new ArrayList<>();
    for (Job job : distinct()) {
      List<Path> ofCell = wanted(job, folder);
      if (!ofCell.stream().allMatch(Files::exists)) {
        return List.of();
      }
      pictures.addAll(ofCell);
    }
    return pictures;
  }

  private Collection<Job> distinct() {
    Map<String, Job> byAddress = new LinkedHashMap<>();
    jobs.forEach(job -> byAddress.putIfAbsent(job.address(), job));
    return byAddress.values();
  }

  private static List<Path> wanted(Job job, SweepFolder folder) {
    return job.recipe().request().seeds().stream()
        .map(seed -> folder.picture(job.address(), seed))
        .sorted()
        .toList();
  }

  /**
   * Returns what names these pictures on a command line: the folders of the cells, or the files
   * where a wider sweep put others beside them.
   */
  List<String> words(SweepFolder folder) throws IOException {
    List<String> words = new ArrayList<>();
    for (Job job : distinct()) {
      List<Path> wanted = wanted(job, folder);
      try (Stream<Path> there = Files.list(folder.pictures(job.address()))) {
        if (there.allMatch(wanted::contains)) {
          words.add(folder.pictures(job.address()).toString());
        } else {
          wanted.forEach(file -> words.add(file.toString()));
        }
      }
    }
    return words;
  }
}
