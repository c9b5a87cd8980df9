package corgi.engine.data;

import java.util.Map;
import java.util.Optional;

/** A data set by name, found on the class path. Register one with {@code @AutoService}. */
public interface DatasetPlugin {
  /** The name on the command line: lower case, words joined by hyphens. */
  String name();

  /** One line: what the pictures show, and where they come from. */
  String summary();

  /**
   * Opens the data set.
   *
   * @throws IllegalArgumentException if it cannot serve the request; the message says what it can
   */
  Dataset open(DatasetRequest request);

  /**
   * Reads the labels off a caption or a prompt.
   *
   * @return a value for the label heads that it speaks of; empty if it is no sentence of this data
   *     set's
   */
  default Optional<Map<String, String>> labels(String prompt) {
    return Optional.empty();
  }
}
