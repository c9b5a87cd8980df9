package corgi.cli;

import corgi.engine.checkpoint.AtomicFile;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Png;
import corgi.engine.generation.Raster;
import corgi.eval.Asked;
import corgi.eval.Cost;
import corgi.eval.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where pictures go that are drawn to be measured, each with its recipe and what it cost.
 *
 * @param path the folder, or null for a temporary one
 * @param force whether pictures that exist are replaced
 */
record DrawnFolder(Path path, boolean force) {
  /** Returns the folder itself, made if it is not there. */
  Path opened() throws IOException {
    return path == null ? Files.createTempDirectory("corgi-eval-") : Files.createDirectories(path);
  }

  /**
   * Returns files in a folder of this, which is made.
   *
   * @throws IOException if one exists and is not to be replaced, or the folder holds other PNG
   *     files, which would be measured, too
   */
  List<Path> prepare(Path folder, List<String> names) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = names.stream().map(folder::resolve).toList();
    try (Stream<Path> there = Files.list(folder)) {
      List<Path> found = there.filter(file -> file.toString().endsWith(".png")).sorted().toList();
      for (Path file : found) {
        if (!files.contains(file)) {
          throw new IOException(
              file + ": is none of the pictures to be drawn here; name an empty folder");
        }
        if (!force) {
          throw new IOException(file + ": exists; --force replaces it");
        }
      }
    }
    return files;
  }

  /** Writes what was drawn. */
  static void write(Path file, Drawing drawing) {
    Map<String, String> texts = new LinkedHashMap<>(drawing.texts());
    texts.put(Drawing.COST, new Cost(drawing.seconds(), drawing.evaluations()).toJson());
    write(file, Png.encode(Raster.of(drawing.picture()), texts));
  }

  /** Writes the real picture of a question. */
  static void write(Path file, Question question) {
    Map<String, String> texts = Map.of(Asked.EXAMPLE, Asked.example(question.prompt()));
    write(file, Png.encode(Raster.of(question.real()), texts));
  }

  private static void write(Path file, byte[] png) {
    try {
      AtomicFile.write(file, png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder that was temporary. */
  void close(Path opened) throws IOException {
    if (path == null) {
      try (Stream<Path> all = Files.walk(opened)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
