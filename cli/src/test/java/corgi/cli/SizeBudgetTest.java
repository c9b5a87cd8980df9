package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files stay small enough to be read in one go. Counted over the main sources of all modules. */
class SizeBudgetTest {
  private static final List<String> MODULES =
      List.of("engine", "guidance", "text-encoder", "eval", "cli");

  /** A source file and its number of lines. */
  private record Source(Path path, long lines) {
    @Override
    public String toString() {
      return "%s (%d lines)".formatted(path.getFileName(), lines);
    }
  }

  /** From the shortest up. */
  private static List<Source> sources() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    List<Source> all = new java.util.ArrayList<>();
    for (String module : MODULES) {
      Path folder = root.resolve(module).resolve("src/main/java");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files
              .filter(file -> file.toString().endsWith(".java"))
              .forEach(file -> all.add(new Source(file, lines(file))));
        }
      }
    }
    all.sort(java.util.Comparator.comparingLong(Source::lines));
    return all;
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void filesAreSmall() throws IOException {
    List<Source> sources = sources();
    assertThat(sources).as("source files found").hasSizeGreaterThan(50);
    assertThat(sources.get(sources.size() / 2).lines()).as("median").isLessThan(80);
    assertThat(sources.get(sources.size() * 9 / 10).lines()).as("90th percentile").isLessThan(200);
    assertThat(sources).filteredOn(source -> source.lines() > 350).isEmpty();
  }
}
