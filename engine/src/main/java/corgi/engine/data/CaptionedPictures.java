package corgi.engine.data;

import corgi.engine.data.Metadata.Row;
import corgi.engine.data.OwnSplit.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A folder of images with a table of what they show, perhaps under train and validation or test:
 * the imagefolder convention of Hugging Face. Columns: file_name, text, which is the caption, and
 * label. A picture may stand in several rows; all of them are on the same side of a split.
 */
final class CaptionedPictures implements PictureList {
  private static final String TEXT = "text";
  private static final String LABEL = "label";

  /** Shorter numbers first, so that 10 comes after 9; words by their letters. */
  private static final Comparator<String> BY_NUMBER =
      Comparator.<String, Integer>comparing(
              v -> v.matches("[0-9]+") ? v.length() : Integer.MAX_VALUE)
          .thenComparing(Comparator.naturalOrder());

  private final Path folder;
  private final List<String> heads = new ArrayList<>(List.of(LABEL));
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final Map<String, List<String>> vocabulary = new LinkedHashMap<>();
  private final String hash;

  /**
   * A row whose image is there.
   *
   * @param name its path in the folder
   */
  private record Entry(
      String name, String caption, Map<String, String> labels, Optional<Part> side) {}

  /**
   * Reads the tables.
   *
   * @param labelColumns the columns that are labels, beyond label
   * @throws IOException if a table is damaged or names files outside of its folder
   * @throws IllegalArgumentException if there is none, or it has not what is asked for
   */
  CaptionedPictures(Path folder, List<String> labelColumns) throws IOException {
    this.folder = folder;
    heads.addAll(labelColumns);
    StringBuilder digest = new StringBuilder("captions 2\n");
    for (Root root : OwnSplit.roots(folder, sub -> Metadata.find(sub).isPresent())) {
      Path table =
          Metadata.find(root.folder())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "data set %s: has no metadata.jsonl and no metadata.csv"
                              .formatted(title())));
      read(table, root, digest);
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "data set %s: none of the pictures in its table is there%s"
              .formatted(title(), missing.isEmpty() ? "" : "; the first: " + missing.get(0)));
    }
    for (String head : heads) {
      TreeSet<String> values = new TreeSet<>(BY_NUMBER);
      entries.forEach(e -> Optional.ofNullable(e.labels().get(head)).ifPresent(values::add));
      if (!values.isEmpty()) {
        vocabulary.put(head, List.copyOf(values));
      } else if (labelColumns.contains(head)) {
        throw new IllegalArgumentException(
            "data set %s: no picture has anything in the column '%s'".formatted(title(), head));
      }
    }
    hash = Digests.of(digest.toString());
  }

  private void read(Path table, Root root, StringBuilder digest) throws IOException {
    try {
      Metadata.read(
          table,
          row -> {
            try {
              add(row, root, digest);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void add(Row row, Root root, StringBuilder digest) throws IOException {
    Path file = inside(row, root.folder());
    String name = folder.relativize(file).toString().replace('\\', '/');
    if (!Files.isRegularFile(file)) {
      missing.add(name + ": there is no such file");
      return;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    heads.forEach(
        head -> Optional.ofNullable(row.cells().get(head)).ifPresent(v -> labels.put(head, v)));
    String caption = row.cells().getOrDefault(TEXT, labels.get(LABEL));
    if (caption == null) {
      throw new IOException("%s: has neither %s nor %s".formatted(row.place(), TEXT, LABEL));
    }
    entries.add(new Entry(name, caption, Map.copyOf(labels), root.side()));
    digest.append("%s %d %s %s%n".formatted(name, Files.size(file), caption, labels));
  }

  /** Returns the file of a row, which must be in the folder of the table. */
  private static Path inside(Row row, Path root) throws IOException {
    String name = row.fileName();
    try {
      Path path = Path.of(name).normalize();
      if (!path.isAbsolute() && !path.startsWith("..") && !path.toString().isEmpty()) {
        return root.resolve(path);
      }
    } catch (InvalidPathException e) {
      throw new IOException("%s: file_name '%s' is no path".formatted(row.place(), name), e);
    }
    throw new IOException(
        "%s: file_name '%s' is not in the folder of the table".formatted(row.place(), name));
  }

  @Override
  public String title() {
    return "captions:" + folder;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return vocabulary;
  }

  @Override
  public String identity(int number) {
    return entries.get(number).name();
  }

  @Override
  public Optional<Part> side(int number) {
    return entries.get(number).side();
  }

  @Override
  public Decoded read(int number) throws IOException {
    String name = entries.get(number).name();
    return ImageFile.read(folder.resolve(name), name);
  }

  @Override
  public Optional<Stored> stored(int number) {
    String name = entries.get(number).name();
    return Optional.of(new Stored.InFile(name, folder.resolve(name)));
  }

  @Override
  public String caption(int number) {
    return entries.get(number).caption();
  }

  @Override
  public Map<String, String> labels(int number) {
    return entries.get(number).labels();
  }

  @Override
  public List<String> unreadable() {
    return missing;
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public String licences() {
    return FolderPictures.LICENCES;
  }
}
