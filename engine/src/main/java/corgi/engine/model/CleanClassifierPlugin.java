package corgi.engine.model;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A kind of {@link CleanClassifier}, by the files it is stored in. Register it with
 * {@code @AutoService}.
 */
public interface CleanClassifierPlugin {
  /** Whether that file or folder looks like one of this kind. */
  boolean recognises(Path path);

  /**
   * Loads one, whose arrays are the manager's, on its device.
   *
   * @throws IOException if it is damaged; the message says where
   */
  CleanClassifier open(Path path, NDManager manager) throws IOException;

  /** Returns every kind on the class path. */
  static List<CleanClassifierPlugin> all() {
    return ServiceLoader.load(CleanClassifierPlugin.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
