package corgi.eval;

import corgi.engine.checkpoint.Sha256;
import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.tensor.CounterRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where real pictures come from. */
interface RealPictures {
  /** Returns what they are, in words. */
  String words();

  /** Returns a hash of everything the pictures depend on. */
  String hash();

  /** Returns how many there are. */
  int count();

  /** Reads one. */
  Loaded read(int i) throws IOException;

  /**
   * Opens what the options name, for pictures of one size.
   *
   * @throws IllegalArgumentException if there is no such data set or folder, or it has no pictures
   *     of that size
   */
  static RealPictures open(ReferenceOptions options, int width, int height) throws IOException {
    String source = options.source();
    String name = source.contains(":") ? source.substring(0, source.indexOf(':')) : source;
    if (!Datasets.all().containsKey(name)) {
      if (!Files.isDirectory(Path.of(source))) {
        throw new IllegalArgumentException(
            "reference '%s': is no folder and no data set; known: %s"
                .formatted(source, String.join(", ", Datasets.all().keySet())));
      }
      return new Folder(source, Folder.list(Path.of(source)), options.count());
    }
    if (width != height) {
      throw new IllegalArgumentException(
          "reference %s has square pictures, these have %d×%d: name a folder of such"
              .formatted(source, width, height));
    }
    Dataset data = Datasets.open(source, new DatasetRequest(width, options.split()));
    return new Examples(data, options, width);
  }

  /**
   * Examples of a data set: of an endless one any, of others each once and evenly spread.
   *
   * @param data where they are
   * @param options how many
   * @param side of a picture in pixels
   */
  record Examples(Dataset data, ReferenceOptions options, int side) implements RealPictures {
    private static final int REFERENCE = 2; // beside the questions, whose examples these are not

    @Override
    public String words() {
      String which =
          switch (options.split()) {
            case ALL -> "";
            case SEEN -> ", pairs seen in training";
            case HELD_OUT -> ", pairs never seen in training";
          };
      return "%d of %s %d×%d%s".formatted(count(), options.source(), side, side, which);
    }

    @Override
    public String hash() {
      return "%s %s %d %d".formatted(data.hash(), options.split(), count(), options.seed());
    }

    @Override
    public int count() {
      return data.endless() ? options.count() : (int) Math.min(options.count(), data.size());
    }

    @Override
    public Loaded read(int i) {
      long index =
          data.endless()
              ? CounterRandom.key(options.seed(), REFERENCE, i) >>> 1
              : (i * data.size() / count() + Math.floorMod(options.seed(), data.size()))
                  % data.size();
      String name = "%s, example %d".formatted(options.source(), index);
      return Loaded.example(data.example(index).picture(), name, index);
    }
  }

  /**
   * Files of a folder.
   *
   * @param name of the folder
   * @param files in it, in order
   * @param most how many are read, evenly spread
   */
  record Folder(String name, List<Path> files, int most) implements RealPictures {
    /** Returns the pictures in a folder and below. */
    static List<Path> list(Path folder) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        return all.filter(Files::isRegularFile).filter(Folder::isPicture).sorted().toList();
      }
    }

    private static boolean isPicture(Path file) {
      String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
      return !lower.startsWith(".") && lower.matches(".*\\.(png|jpe?g|gif|bmp)");
    }

    @Override
    public String words() {
      return "%d of folder %s".formatted(count(), name);
    }

    @Override
    public String hash() {
      List<String> each = new ArrayList<>();
      try {
        for (int i = 0; i < count(); i++) {
          each.add(Sha256.of(file(i)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Sha256.of(String.join("\n", each).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int count() {
      return Math.min(most, files.size());
    }

    private Path file(int i) {
      return files.get((int) ((long) i * files.size() / count()));
    }

    @Override
    public Loaded read(int i) throws IOException {
      return Loaded.real(file(i), i);
    }
  }
}
