package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where models of one kind are found: on the class path by name, elsewhere by path.
 *
 * @param kind what messages call one, such as {@code model}
 * @param index a file that each has
 * @param shipped the names of those that come with Corgi
 */
record ModelPlaces(String kind, String index, List<String> shipped) {
  private static final String EMBEDDED = "corgi/models/";
  private static final String TRAINED = "model"; // where a training's folder has its model

  /** Whether the class path has one of that name. */
  boolean isEmbedded(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")
        && ModelPlaces.class.getClassLoader().getResource(EMBEDDED + name + "/" + index) != null;
  }

  /** Returns the files of the one of that name on the class path. */
  ModelFiles embedded(String name) throws IOException {
    if (!isEmbedded(name)) {
      throw new CheckpointException(kind + " " + quote(name), "is not on the class path");
    }
    return new ModelFiles.Resources(EMBEDDED + name + "/");
  }

  /**
   * Returns the files of a folder. If a writer was killed between the two moves that replace a
   * folder, the one it was about to replace is opened.
   */
  ModelFiles open(Path folder) throws IOException {
    Path standing = FolderSwap.standing(folder);
    if (!Files.isDirectory(standing)) {
      throw new CheckpointException(
          folder.toString(), "there is no such %s folder".formatted(kind));
    }
    return new ModelFiles.Folder(standing);
  }

  /**
   * Returns the files of the one on the class path that has this name, or else of the folder of
   * this path: its own, or that of a training with a {@code model} inside.
   *
   * @throws CheckpointException if there is neither
   */
  ModelFiles find(String nameOrPath) throws IOException {
    if (isEmbedded(nameOrPath)) {
      return embedded(nameOrPath);
    }
    Path path;
    try {
      path = Path.of(nameOrPath);
    } catch (InvalidPathException e) {
      throw new CheckpointException(kind + " " + quote(nameOrPath), "is no name and no path", e);
    }
    if (nameOrPath.isBlank() || !Files.isDirectory(FolderSwap.standing(path))) {
      List<String> known = shipped.stream().filter(this::isEmbedded).toList();
      throw new CheckpointException(
          kind + " " + quote(nameOrPath),
          "is neither a folder nor an embedded %s; embedded: %s"
              .formatted(kind, known.isEmpty() ? "none" : String.join(", ", known)));
    }
    boolean training =
        Files.notExists(path.resolve(index))
            && Files.isDirectory(FolderSwap.standing(path.resolve(TRAINED)));
    return open(training ? path.resolve(TRAINED) : path);
  }
}
