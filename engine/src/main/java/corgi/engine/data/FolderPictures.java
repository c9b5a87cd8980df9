package corgi.engine.data;

import corgi.engine.data.OwnSplit.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder of labelled images, one sub-folder for each class, perhaps under train and validation or
 * test. The label and the caption are the sub-folder's name. Only names and sizes are looked at
 * before a picture is asked for.
 */
final class FolderPictures implements PictureList {
  /** Of pictures that users bring. */
  static final String LICENCES =
      "The pictures of the folder that was trained on; Corgi does not know their licences.";

  private static final String HEAD = "class";

  private final Path folder;
  private final List<String> classes;
  private final List<Entry> entries = new ArrayList<>();
  private final String hash;

  /**
   * An image.
   *
   * @param name its path in the folder
   * @param label its class
   * @param side the side of the folder's own split
   */
  private record Entry(String name, String label, Optional<Part> side) {}

  /**
   * Lists the images.
   *
   * @throws IllegalArgumentException if there are not two classes
   */
  FolderPictures(Path folder) throws IOException {
    this.folder = folder;
    StringBuilder digest = new StringBuilder("folder 3\n");
    for (Root root : OwnSplit.roots(folder, FolderPictures::hasClasses)) {
      for (Path sub : listed(root.folder())) {
        if (Files.isDirectory(sub)) {
          String label = sub.getFileName().toString().intern();
          for (Path image : images(sub)) {
            String name = folder.relativize(image).toString().replace('\\', '/');
            entries.add(new Entry(name, label, root.side()));
            digest.append(name).append(' ').append(Files.size(image)).append('\n');
          }
        }
      }
    }
    classes = List.copyOf(new TreeSet<>(entries.stream().map(Entry::label).toList()));
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "data set folder:%s: %d sub-folders with images; expected one for each of 2 or more classes"
              .formatted(folder, classes.size()));
    }
    hash = Digests.of(digest.toString()); // reading every file would take longer than training
  }

  private static boolean hasClasses(Path folder) {
    try (Stream<Path> subs = Files.list(folder)) {
      return subs.anyMatch(Files::isDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

  private static List<Path> images(Path folder) throws IOException {
    return listed(folder).stream()
        .filter(file -> ImageFile.hasName(file.getFileName().toString()))
        .filter(Files::isRegularFile)
        .toList();
  }

  @Override
  public String title() {
    return "folder:" + folder;
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
    return Map.of(HEAD, classes);
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
    String label = entries.get(number).label();
    String caption = label.replace('_', ' ').replace('-', ' ').strip();
    return caption.isEmpty() ? label : caption;
  }

  @Override
  public Map<String, String> labels(int number) {
    return Map.of(HEAD, entries.get(number).label());
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public String licences() {
    return LICENCES;
  }
}
