package corgi.engine.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the newest checkpoint that is whole, and goes on from it. Those after it are set aside
 * under another name, with a warning.
 *
 * @param files the checkpoints
 * @param state what they are read into
 * @param identity what they must agree with
 */
record Resuming(StateFiles files, TrainingState state, String identity) {
  /**
   * Returns where the training stands: at its beginning if there is no checkpoint.
   *
   * @throws IOException if there are checkpoints, but none is whole
   * @throws IllegalArgumentException if they belong to another training
   */
  Standing go(TrainingListener listener) throws IOException {
    Map<Path, String> refused = new LinkedHashMap<>();
    for (Path file : files.newestFirst()) {
      try {
        Standing standing = state.read(file, identity);
        for (var one : refused.entrySet()) {
          Path aside = StateFiles.setAside(one.getKey());
          listener.warned(
              "%s; it is now %s, and the training goes on from %s, step %d"
                  .formatted(
                      one.getValue(), aside.getFileName(), file, standing.counters().steps()));
        }
        return standing;
      } catch (IOException | UncheckedIOException e) {
        refused.put(file, e.getMessage());
      }
    }
    if (!refused.isEmpty()) {
      throw new IOException(
          "no checkpoint is whole: %s; move them away to begin anew"
              .formatted(String.join("; ", refused.values())));
    }
    return Standing.BEGINNING;
  }
}
