package corgi.engine.golden;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A module of the project, and the {@code target/golden-summary.json} that its tests leave. A run
 * of some of its test classes replaces what these said and keeps what others said, unless the
 * module was compiled since.
 *
 * @param folder with its {@code pom.xml}
 */
record GoldenModule(Path folder) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String TEST = "GoldenTest.java";

  /** Returns the modules in a folder that have golden tests. */
  static List<GoldenModule> all(Path root) {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .sorted()
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(GoldenModule::new)
          .filter(module -> !module.tests().isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  boolean isIn(Path other) {
    return folder.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  /** Returns the classes of golden tests by their sources, which are named so. */
  List<String> tests() {
    Path sources = folder.resolve("src/test/java");
    return files(sources, TEST)
        .map(file -> sources.relativize(file).toString())
        .map(file -> file.substring(0, file.length() - ".java".length()))
        .map(file -> file.replaceAll("[/\\\\]", "."))
        .sorted()
        .toList();
  }

  /** Returns what its tests said since it was compiled. */
  GoldenRun read() {
    if (!isFresh()) {
      return GoldenRun.none();
    }
    try {
      return GoldenRun.of(JSON.readTree(summary().toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what a run said, where this is a module at all. */
  void write(GoldenRun run) {
    if (!Files.exists(folder.resolve("pom.xml"))) {
      return;
    }
    try {
      Files.createDirectories(summary().getParent());
      JSON.writeValue(summary().toFile(), read().then(run).toJson());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isFresh() {
    long compiled =
        Stream.of("target/classes", "target/test-classes")
            .flatMap(classes -> files(folder.resolve(classes), ".class"))
            .mapToLong(GoldenModule::written)
            .max()
            .orElse(0);
    return Files.exists(summary()) && written(summary()) >= compiled;
  }

  private Path summary() {
    return folder.resolve("target/golden-summary.json");
  }

  private static long written(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
