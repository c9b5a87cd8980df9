package corgi.eval;

import corgi.engine.data.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Pictures and samples whose measures can be worked out by hand. */
final class Pixels {
  private Pixels() {}

  /** A picture of one colour, channels in [0, 1]. */
  static Picture plain(int side, double r, double g, double b) {
    float[] values = new float[3 * side * side];
    double[] rgb = {r, g, b};
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * rgb[i / (side * side)] - 1);
    }
    return new Picture(3, side, side, values);
  }

  /** A grey picture whose value in [−1, 1] at (x, y) is what the function says. */
  static Picture grey(int side, Value value) {
    float[] values = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        values[y * side + x] = (float) value.at(x, y);
      }
    }
    return new Picture(1, side, side, values);
  }

  /** A function of the pixel. */
  interface Value {
    double at(int x, int y);
  }

  /** A reference of pictures without features of interest. */
  static Reference reference(Picture... pictures) {
    return new Reference(
        List.of(pictures),
        java.util.stream.LongStream.range(0, pictures.length).map(i -> 100 + i).boxed().toList(),
        Arrays.stream(pictures).map(p -> new double[] {p.values()[0]}).toList());
  }

  /** A subject whose classifier sees {@code seen} where {@code wanted} was asked for. */
  static Subject subject(Map<String, String> wanted, Map<String, String> seen) {
    return new Subject(plain(8, .5, .5, .5), wanted, new Reading(seen, new double[] {0}));
  }

  /** A sample of plain pictures with the given single features. */
  static Sample sample(double... features) {
    List<Subject> subjects =
        Arrays.stream(features)
            .mapToObj(f -> new Reading(Map.of("style", "flat"), new double[] {f}))
            .map(reading -> new Subject(plain(8, 1, 0, 0), Map.of("style", "flat"), reading))
            .toList();
    Reference reference = reference(plain(8, 0, 0, 0), plain(8, 1, 1, 1));
    return new Sample(subjects, reference, reference, "toy@12345678");
  }
}
