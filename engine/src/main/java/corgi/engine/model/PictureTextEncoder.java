package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Puts pictures and texts into one space, in which they are near if they belong together. */
public interface PictureTextEncoder extends AutoCloseable {
  /** The kind and size, such as {@code clip-12x768}. */
  String name();

  /** The hash of the weights, {@code sha256:…}. */
  String hash();

  /**
   * Returns the vectors of pictures, (N, P), owned by the caller's scope.
   *
   * @param pictures (N, 3, H, W) in [−1, 1], of any size
   */
  NDArray pictures(NDArray pictures);

  /** Returns the vectors of texts, (N, P), owned by the caller's scope. */
  NDArray texts(List<String> texts);

  @Override
  void close();

  /** Opens stored encoders. Register one with {@code @AutoService}. */
  interface Plugin {
    /** Whether a folder looks like one. */
    boolean recognises(Path folder);

    /**
     * Loads one.
     *
     * @throws IOException if a file is missing or damaged
     */
    PictureTextEncoder open(Path folder) throws IOException;

    /** Returns the plug-in that reads a folder, if there is one. */
    static Optional<Plugin> find(Path folder) {
      return ServiceLoader.load(Plugin.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(plugin -> plugin.recognises(folder))
          .findFirst();
    }
  }
}
