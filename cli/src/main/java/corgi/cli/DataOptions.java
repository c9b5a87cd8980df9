package corgi.cli;

import corgi.engine.data.Balanced;
import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.data.FileRules;
import corgi.engine.data.Framing;
import corgi.engine.data.Framing.Crop;
import corgi.engine.data.Framing.Flip;
import corgi.engine.data.Framing.Resize;
import corgi.engine.data.Fresh;
import corgi.engine.data.Part;
import corgi.engine.data.Portion;
import corgi.engine.data.Split;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which examples of a data set, and how they are framed. */
final class DataOptions {
  private static final double USUAL_SHARE = 0.1;

  @Option(names = "--size", paramLabel = "N", description = "Pixels a side, at least 8.")
  private Integer size;

  @Option(
      names = "--resize",
      paramLabel = "HOW",
      description = "Pictures that are not square: cover, contain or stretch (default: cover).")
  private Resize resize = Resize.COVER;

  @Option(
      names = "--crop",
      paramLabel = "WHERE",
      description = "Which square is cut out: centre or random (default: centre).")
  private Crop crop = Crop.CENTRE;

  @Option(
      names = "--flip",
      paramLabel = "HOW",
      description = "Mirror half of the pictures: horizontal or none (default: none).")
  private Flip flip = Flip.NONE;

  @Option(
      names = "--channels",
      paramLabel = "C",
      description = "1 for grey, 3 for colour (default: what the data set has).")
  private int channels;

  @Option(
      names = "--balanced",
      paramLabel = "HEAD",
      description = "Show every class of this label head equally often, such as class.")
  private String balanced;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = {
        "How much to keep from training, from 0 to 1 (default: 0.1; the data set's own split where",
        "it has one; nothing where examples never end)."
      })
  private Double validation;

  @Option(
      names = "--max-corrupt",
      paramLabel = "N",
      description = "Stop when more pictures than this cannot be read (default: pass over all).")
  private int mostUnreadable = Integer.MAX_VALUE;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "A further column of captions:DIR that is a label. May be repeated.")
  private List<String> labelColumns = List.of();

  @Option(names = "--hold-out", description = "Leave out some pairs, to test generalisation.")
  private boolean holdOut;

  /**
   * The two sides of a data set.
   *
   * @param training what to learn from
   * @param validation what training does not meet; empty if there is nothing
   * @param unbalanced the same without what balance repeats
   */
  record Sides(Dataset training, Optional<Dataset> validation, Dataset unbalanced) {
    /** How many different examples training has. */
    long learned() {
      return unbalanced.size();
    }

    /** Whether examples were kept from training, and not only hardly met by it. */
    boolean setAside() {
      return validation.isPresent() && !(validation.get() instanceof Fresh);
    }

    /** Says which pictures could not be read. */
    void report(Console console) {
      List<String> unreadable =
          Stream.concat(
                  training.unreadable().stream(),
                  validation.stream().flatMap(data -> data.unreadable().stream()))
              .distinct()
              .toList();
      if (!unreadable.isEmpty()) {
        console.say(
            "%d picture%s could not be read; others took their place: %s"
                .formatted(
                    unreadable.size(), unreadable.size() == 1 ? "" : "s", unreadable.get(0)));
      }
    }
  }

  /** Returns the pixels a side. */
  int size(int usual) {
    return size == null ? usual : size;
  }

  /** Which pairs training leaves out. */
  Split split() {
    return holdOut ? Split.SEEN : Split.ALL;
  }

  /**
   * Opens both sides of a data set for training.
   *
   * @param usualSize pixels a side if nothing was said
   */
  Sides open(String dataset, int usualSize) {
    return open(dataset, request(usualSize, split()));
  }

  /** Opens both sides of a data set as a training without further options does. */
  static Sides usual(String dataset, int size, int channels) {
    DataOptions options = new DataOptions();
    options.channels = channels;
    return options.open(dataset, size);
  }

  /** Opens what training does not meet, with the pairs that are left out of training. */
  Optional<Dataset> examination(String dataset, int usualSize) {
    return open(dataset, request(usualSize, Split.ALL)).validation();
  }

  /** Returns the request that these options make, for both sides together. */
  DatasetRequest request(int usualSize, Split split) {
    return new DatasetRequest(size(usualSize), split)
        .portion(new Portion(Part.ALL, validation == null ? USUAL_SHARE : validation))
        .framing(new Framing(resize, crop, flip, channels))
        .files(new FileRules(mostUnreadable, labelColumns));
  }

  private Sides open(String dataset, DatasetRequest request) {
    double share = request.portion().validation();
    Dataset training = Datasets.open(dataset, request.portion(new Portion(Part.TRAINING, share)));
    if (training.endless() && (validation == null || share == 0)) {
      Dataset all = Datasets.open(dataset, request.portion(Portion.ALL));
      return new Sides(balanced(all), Optional.of(new Fresh(all)), all);
    }
    Dataset kept = Datasets.open(dataset, request.portion(new Portion(Part.VALIDATION, share)));
    return new Sides(
        balanced(training), Optional.of(kept).filter(data -> data.size() > 0), training);
  }

  private Dataset balanced(Dataset data) {
    return balanced == null ? data : Balanced.of(data, balanced);
  }
}
