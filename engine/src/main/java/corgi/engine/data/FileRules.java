package corgi.engine.data;

import java.util.List;

/**
 * How the files of a data set are read.
 *
 * @param mostUnreadable how many pictures that cannot be read are passed over before it is an error
 * @param labelColumns the columns of a table that are labels, beyond {@code label}
 */
public record FileRules(int mostUnreadable, List<String> labelColumns) {
  /** Passes over any number, and knows no further labels. */
  public static final FileRules USUAL = new FileRules(Integer.MAX_VALUE, List.of());

  public FileRules {
    labelColumns = List.copyOf(labelColumns);
    if (mostUnreadable < 0) {
      throw new IllegalArgumentException(
          "at most %d unreadable pictures: must be at least 0".formatted(mostUnreadable));
    }
  }
}
