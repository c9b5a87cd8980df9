package corgi.cli;

import corgi.engine.generation.GivenPicture;
import corgi.engine.generation.Givens;
import corgi.engine.generation.Mask;
import corgi.engine.generation.NamedPoint;
import corgi.engine.generation.PictureFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What a picture is made of besides words. */
final class GivenOptions {
  private static final Pattern POINT = Pattern.compile("([^,:]+),([^,:]+):(.*)", Pattern.DOTALL);

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description =
          "A picture to begin with instead of noise alone. Of another size, its middle is scaled to"
              + " the size drawn.")
  private String init;

  @Option(
      names = "--strength",
      paramLabel = "S",
      description =
          "How much of the --init picture is drawn anew: of N steps the last S·N are made, rounded"
              + " down; 0 gives it back (default: 0.8, with a --mask 1).")
  private Double strength;

  @Option(
      names = "--mask",
      paramLabel = "FILE",
      description =
          "A picture of the size of --init: what is white is drawn anew, what is black is kept,"
              + " grey blends.")
  private String mask;

  @Option(
      names = "--resample",
      paramLabel = "N",
      description =
          "Make every step N times, so that what is drawn anew fits what the --mask keeps (default:"
              + " 1).")
  private Integer rounds;

  @Option(
      names = "--no-paste",
      description =
          "Leave what the --mask keeps as the model's autoencoder makes it, where it has one.")
  private boolean decoded;

  @Option(
      names = "--points",
      paramLabel = "X,Y:NAME;…",
      split = ";",
      description =
          "Where things are to be, from 0,0, the upper left corner, to 1,1; for models trained on"
              + " points.")
  private List<String> points = List.of();

  /**
   * Returns what is given, with the files read.
   *
   * @throws IOException if a file cannot be read
   */
  Givens givens() throws IOException {
    if (init == null && (mask != null || strength != null)) {
      throw new IllegalArgumentException(
          "%s needs --init, the picture it is about"
              .formatted(mask != null ? "--mask" : "--strength"));
    }
    if (mask == null && (rounds != null || decoded)) {
      throw new IllegalArgumentException(
          "%s needs a --mask".formatted(rounds != null ? "--resample" : "--no-paste"));
    }
    return new Givens(read("--init", init), strength, masked(), named());
  }

  private Mask masked() throws IOException {
    if (mask == null) {
      return null;
    }
    Mask read = Mask.of(read("--mask", mask));
    return read.rounds(rounds == null ? read.rounds() : rounds)
        .kept(decoded ? Mask.Kept.DECODED : read.kept());
  }

  private static GivenPicture read(String option, String file) throws IOException {
    if (file == null) {
      return null;
    }
    try {
      return GivenPicture.of(PictureFile.read(Path.of(file)));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("%s '%s': is no path".formatted(option, file), e);
    }
  }

  private List<NamedPoint> named() {
    List<NamedPoint> named = new ArrayList<>();
    for (String point : points) {
      Matcher matcher = POINT.matcher(point);
      try {
        if (matcher.matches()) {
          double x = Double.parseDouble(matcher.group(1));
          double y = Double.parseDouble(matcher.group(2));
          named.add(new NamedPoint(matcher.group(3).strip(), x, y));
          continue;
        }
      } catch (NumberFormatException e) {
        // refused below, with what is expected
      }
      throw new IllegalArgumentException(
          "--points '%s': expected x,y:name, such as 0.3,0.4:left eye".formatted(point));
    }
    return named;
  }
}
