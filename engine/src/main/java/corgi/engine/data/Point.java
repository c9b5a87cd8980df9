package corgi.engine.data;

import java.util.Map;
import java.util.TreeMap;

/**
 * A place in a picture.
 *
 * @param x share of the width, from the left, in [0, 1]
 * @param y share of the height, from the top, in [0, 1]
 */
public record Point(double x, double y) {
  private static final String LEFT = "left-";
  private static final String RIGHT = "right-";

  /** Returns named points as in a mirror: what is left stays left in name and place. */
  static Map<String, Point> mirrored(Map<String, Point> points) {
    Map<String, Point> mirrored = new TreeMap<>();
    points.forEach((name, at) -> mirrored.put(otherSide(name), new Point(1 - at.x(), at.y())));
    return mirrored;
  }

  private static String otherSide(String name) {
    if (name.startsWith(LEFT)) {
      return RIGHT + name.substring(LEFT.length());
    }
    return name.startsWith(RIGHT) ? LEFT + name.substring(RIGHT.length()) : name;
  }
}
