package corgi.cli;

import picocli.CommandLine.Option;

/** Where pictures go, and how. */
final class OutputOptions {
  @Option(
      names = "-o",
      paramLabel = "FILE.png|DIR|-",
      description =
          "A file for one picture, a folder for any number, or - for standard output (default: the"
              + " current folder, named after prompt and seed).")
  String target = ".";

  @Option(
      names = "--scale",
      paramLabel = "K",
      description = "Enlarge for viewing, every pixel to K×K (default: 1, on a --grid 2).")
  Integer scale;

  @Option(
      names = "--grid",
      description =
          "One captioned sheet: a row per prompt, a column per γ; or else a column per seed.")
  boolean grid;

  @Option(names = "--force", description = "Replace files that exist.")
  boolean force;

  @Option(names = "--json", description = "Print one JSON document instead of lines.")
  boolean json;

  @Option(names = "--no-metadata", description = "Leave the request out of the PNG files.")
  boolean noMetadata;

  /** How often every pixel is repeated. */
  int scale() {
    if (scale == null) {
      return grid ? 2 : 1;
    }
    if (scale < 1 || scale > 256) {
      throw new IllegalArgumentException("--scale %d: must be from 1 to 256".formatted(scale));
    }
    return scale;
  }
}
