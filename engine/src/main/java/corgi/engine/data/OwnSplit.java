package corgi.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sides of a split that a folder has by the names of its sub-folders: what is learned from is
 * called train or training; what is kept from it validation, valid, val or dev, or else test.
 */
final class OwnSplit {
  private static final List<String> TRAINING = List.of("train", "training");
  private static final List<String> VALIDATION =
      List.of("validation", "valid", "val", "dev", "test", "testing");

  private OwnSplit() {}

  /**
   * A folder of examples.
   *
   * @param folder where they are
   * @param side the side they are on; empty if a hash decides
   */
  record Root(Path folder, Optional<Part> side) {}

  /**
   * Returns the folders of examples: those of a split if both sides are there, else the one of the
   * training side, else the folder itself.
   *
   * @param holds whether a folder holds examples, and is no class of that name
   */
  static List<Root> roots(Path folder, Predicate<Path> holds) {
    Optional<Path> training = named(folder, TRAINING, holds);
    if (training.isEmpty()) {
      return List.of(new Root(folder, Optional.empty()));
    }
    Optional<Path> validation = named(folder, VALIDATION, holds);
    List<Root> roots = new ArrayList<>();
    roots.add(new Root(training.get(), validation.map(path -> Part.TRAINING)));
    validation.ifPresent(path -> roots.add(new Root(path, Optional.of(Part.VALIDATION))));
    return roots;
  }

  private static Optional<Path> named(Path folder, List<String> names, Predicate<Path> holds) {
    return names.stream()
        .map(folder::resolve)
        .filter(path -> Files.isDirectory(path) && holds.test(path))
        .findFirst();
  }
}
