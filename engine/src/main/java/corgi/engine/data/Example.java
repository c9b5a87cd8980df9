package corgi.engine.data;

import java.util.Map;

/**
 * One picture with what is known of it.
 *
 * @param picture the pixels
 * @param caption one way to say what it shows
 * @param labels one value per label head, such as figure = cat; absent heads are not labelled
 */
public record Example(Picture picture, String caption, Map<String, String> labels) {
  public Example {
    labels = Map.copyOf(labels);
  }
}
