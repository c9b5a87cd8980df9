package corgi.cli;

import corgi.engine.checkpoint.AtomicFile;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Png;
import corgi.engine.generation.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes pictures where the options say. */
final class PictureWriter {
  private final OutputOptions options;
  private final Console console;
  private final Target target;

  PictureWriter(OutputOptions options, Console console) {
    this.options = options;
    this.console = console;
    target = Target.of(options.target);
  }

  /**
   * Finds out before anything is drawn whether files of these names can be written.
   *
   * @throws IOException if a folder is missing or not writable, or a file exists
   */
  void prepare(List<String> names) throws IOException {
    if (target.kind() != Target.Kind.FOLDER && names.size() > 1) {
      throw new IllegalArgumentException(
          "-o %s is one file, but %d pictures were asked for; name a folder, or add --grid"
              .formatted(options.target, names.size()));
    }
    if (target.kind() == Target.Kind.STREAM && options.json) {
      throw new IllegalArgumentException("-o - and --json both want the standard output");
    }
    target.prepare();
    if (target.kind() == Target.Kind.STREAM) {
      return;
    }
    for (String name : names) {
      Path file = target.file(name);
      if (Files.isDirectory(file)) {
        throw new IOException(file + ": is a folder");
      }
      if (Files.exists(file) && !options.force) {
        throw new IOException(file + ": exists; --force replaces it");
      }
    }
  }

  /** Returns a picture's pixels at the size asked for. */
  Raster enlarged(Drawing drawing) {
    return Raster.of(drawing.picture()).enlarge(options.scale());
  }

  /**
   * Writes a file of one of the names given before, and returns what to call it.
   *
   * @param metadata the recipe, or a list of them
   */
  String write(String name, Raster raster, String metadata) throws IOException {
    return write(name, raster, Map.of(Drawing.KEYWORD, metadata));
  }

  /**
   * Writes a file of one of the names given before, and returns what to call it.
   *
   * @param texts what the file carries, if metadata are wanted
   */
  String write(String name, Raster raster, Map<String, String> texts) throws IOException {
    byte[] png = Png.encode(raster, options.noMetadata ? Map.of() : texts);
    if (target.kind() == Target.Kind.STREAM) {
      console.out().write(png);
      console.out().flush();
      return "-";
    }
    Path file = target.file(name);
    AtomicFile.write(file, png);
    return file.toString();
  }

  /** Says that a file was written. */
  void announce(String file, String what) {
    if (target.kind() == Target.Kind.STREAM) {
      console.say(what);
    } else if (!options.json) {
      console.print(file + "  " + what);
    }
  }
}
