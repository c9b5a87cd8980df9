package corgi.engine.condition;

import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.data.Point;
import java.util.Map;

/**
 * What is known of an image before it is drawn: in training its example, in drawing the request.
 * Whatever is not known is null, or empty.
 *
 * @param text what it is to show, or null
 * @param labels a value for some label heads
 * @param picture the image itself, in training, or what of it is given, or null
 * @param mask 1 where the image is to be drawn and 0 where it is given, (1, H, W), or null
 * @param points places in the image, by name
 */
public record Scene(
    String text,
    Map<String, String> labels,
    Picture picture,
    Picture mask,
    Map<String, Point> points) {
  /** Nothing is known. */
  public static final Scene NOTHING = new Scene(null, Map.of(), null, null, Map.of());

  public Scene {
    labels = Map.copyOf(labels);
    points = Map.copyOf(points);
  }

  /** Everything that an example says. */
  public static Scene of(Example example) {
    return new Scene(
        example.caption(), example.labels(), example.picture(), null, example.points());
  }

  /** Only words. */
  public static Scene of(String text) {
    return new Scene(text, Map.of(), null, null, Map.of());
  }
}
