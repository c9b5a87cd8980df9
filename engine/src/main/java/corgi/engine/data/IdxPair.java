package corgi.engine.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of grey pictures and one of their labels.
 *
 * @param images where they are
 * @param labels one byte each
 * @param side the side of the split that they are on; empty if a hash decides
 */
record IdxPair(Path images, IdxFile labels, Optional<Part> side) {
  /** The files of the pair that learned from, or of the one kept from it, in a folder. */
  private static final String IMAGES = "images%sidx3-ubyte";

  private static final String LABELS = "labels%sidx1-ubyte";

  /** Opens the labels of two files. */
  static IdxPair of(Path images, Path labels, Optional<Part> side) throws IOException {
    return new IdxPair(images, IdxFile.read(labels, 1), side);
  }

  /** Finds a pair in a folder by the names that MNIST gave its files, packed or not. */
  static Optional<IdxPair> find(Path folder, String prefix, Optional<Part> side)
      throws IOException {
    Optional<Path> images = file(folder, prefix + "-" + IMAGES);
    Optional<Path> labels = file(folder, prefix + "-" + LABELS);
    if (images.isPresent() != labels.isPresent()) {
      throw new IOException(
          "%s: has %s but not the %s that belong to them"
              .formatted(
                  folder,
                  images.or(() -> labels).get().getFileName(),
                  images.isPresent() ? "labels" : "images"));
    }
    return images.isEmpty() ? Optional.empty() : Optional.of(of(images.get(), labels.get(), side));
  }

  private static Optional<Path> file(Path folder, String pattern) {
    return Stream.of("-", ".")
        .map(pattern::formatted)
        .flatMap(name -> Stream.of(name, name + ".gz"))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * Reads the pictures.
   *
   * @return (N, H, W)
   */
  IdxFile pictures() throws IOException {
    IdxFile pictures = IdxFile.read(images, 3);
    if (pictures.sizes()[0] != labels.sizes()[0]) {
      throw new IOException(
          "%s: has %d pictures, but there are %d labels"
              .formatted(images, pictures.sizes()[0], labels.sizes()[0]));
    }
    return pictures;
  }
}
