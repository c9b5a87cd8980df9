package corgi.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.data.Picture;
import corgi.engine.data.Pictures;
import corgi.engine.generation.Raster;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the one sheet of a {@code vae} command goes, and how it is made. */
final class VaeOutput {
  private static final int MOST_SCALE = 64;

  @Option(
      names = "-o",
      paramLabel = "FILE.png|DIR|-",
      description = "A file, a folder, or - for standard output (default: the current folder).")
  private String target = ".";

  @Option(
      names = "--scale",
      paramLabel = "K",
      description = "Enlarge every pixel to K×K (default: 2).")
  private int scale = 2;

  @Option(names = "--force", description = "Replace a file that exists.")
  private boolean force;

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  private boolean json;

  private Console console;
  private PictureWriter writer;
  private String name;

  /**
   * Finds out before anything is computed whether the sheet can be written.
   *
   * @param called the file's name, in a folder
   */
  void begin(Console place, String called) throws IOException {
    if (scale < 1 || scale > MOST_SCALE) {
      throw new IllegalArgumentException(
          "--scale %d: must be from 1 to %d".formatted(scale, MOST_SCALE));
    }
    OutputOptions options = new OutputOptions();
    options.target = target;
    options.force = force;
    options.json = json;
    console = place;
    name = called;
    writer = new PictureWriter(options, place);
    writer.prepare(List.of(called));
  }

  /** Returns pictures side by side, enlarged. */
  Raster sheet(List<Picture> pictures, int columns) {
    return Raster.of(Pictures.fromImage(Pictures.contactSheet(pictures, columns, scale)));
  }

  /** Returns a picture, enlarged. */
  Raster enlarged(Picture picture) {
    return Raster.of(picture).enlarge(scale);
  }

  /**
   * Writes the sheet and says so.
   *
   * @param facts what stands in the file, and in the JSON document
   * @param lines for people; the first is about the file
   */
  void write(Raster sheet, ObjectNode facts, List<String> lines) throws IOException {
    String file = writer.write(name, sheet, facts.toString());
    writer.announce(file, lines.get(0));
    if (json) {
      facts.put("file", file);
      console.print(facts.toString());
    } else {
      lines.subList(1, lines.size()).forEach(console::say);
    }
  }

  /** Refuses a number that is none of {@code least} to {@code most}. */
  static void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s %d: must be from %d to %d".formatted(option, value, least, most));
    }
  }
}
