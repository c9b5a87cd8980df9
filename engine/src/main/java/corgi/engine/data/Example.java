package corgi.engine.data;

import java.util.Map;

/**
 * One picture with what is known of it.
 *
 * @param picture the pixels
 * @param caption one way to say what it shows
 * @param labels one value per label head, such as figure = cat; absent heads are not labelled
 * @param points where things are in the picture, by name; those that are not known are absent
 */
public record Example(
    Picture picture, String caption, Map<String, String> labels, Map<String, Point> points) {
  public Example {
    labels = Map.copyOf(labels);
    points = Map.copyOf(points);
  }

  /** An example of which no point is known. */
  public Example(Picture picture, String caption, Map<String, String> labels) {
    this(picture, caption, labels, Map.of());
  }

  /** Returns the same of another picture. */
  Example with(Picture other) {
    return new Example(other, caption, labels, points);
  }
}
