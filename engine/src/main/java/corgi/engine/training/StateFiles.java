package corgi.engine.training;

import corgi.engine.checkpoint.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of a training: {@code checkpoints/step-000012000.safetensors} for its state after
 * 12,000 steps. The newest ones stay. Beside them may lie {@code state.safetensors}, the one state
 * that earlier versions kept; it counts as the oldest.
 */
final class StateFiles {
  private static final Pattern NAME = Pattern.compile("step-(\\d{9,18})\\.safetensors");
  private static final String DAMAGED = ".damaged";

  private final Path folder;
  private final Path early;

  /** Those of the training in {@code training}. */
  StateFiles(Path training) {
    folder = training.resolve("checkpoints");
    early = training.resolve("state.safetensors");
  }

  /** Makes the folder, and removes what killed writers left in it. */
  void prepare() throws IOException {
    Files.createDirectories(folder);
    AtomicFile.deleteLeftovers(folder, NAME);
    AtomicFile.deleteLeftovers(early.getParent(), Pattern.compile("state\\.safetensors"));
  }

  /** Returns where the state after so many steps belongs. */
  Path of(Counters counters) {
    return folder.resolve("step-%09d.safetensors".formatted(counters.steps()));
  }

  /** Returns those that are there, the newest first. */
  List<Path> newestFirst() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> steps(file) >= 0)
          .sorted(Comparator.comparingLong(StateFiles::steps).reversed())
          .forEach(found::add);
    }
    if (Files.exists(early)) {
      found.add(early);
    }
    return found;
  }

  private static long steps(Path file) {
    Matcher matched = NAME.matcher(file.getFileName().toString());
    return matched.matches() ? Long.parseLong(matched.group(1)) : -1;
  }

  /** Deletes all but the newest. */
  void keep(int count) throws IOException {
    for (Path old : newestFirst().stream().skip(count).toList()) {
      Files.delete(old);
    }
  }

  /** Renames a file that cannot be gone on from, so that it neither counts nor is lost. */
  static Path setAside(Path damaged) throws IOException {
    Path aside = damaged.resolveSibling(damaged.getFileName() + DAMAGED);
    return Files.move(damaged, aside, StandardCopyOption.REPLACE_EXISTING);
  }
}
