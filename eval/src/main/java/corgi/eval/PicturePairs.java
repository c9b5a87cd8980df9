package corgi.eval;

import corgi.engine.data.Picture;
import java.util.List;

/** Pictures and what they are compared with, one by one. */
record PicturePairs(List<Picture> one, List<Picture> two) {
  /**
   * @throws IllegalArgumentException if they do not pair up, or a value is not finite
   */
  static PicturePairs of(List<Picture> one, List<Picture> two) {
    if (one.isEmpty() || one.size() != two.size()) {
      throw new IllegalArgumentException(
          "%d pictures against %d: must be as many, at least one"
              .formatted(one.size(), two.size()));
    }
    for (int i = 0; i < one.size(); i++) {
      Picture a = one.get(i);
      Picture b = two.get(i);
      if (a.channels() != b.channels() || a.height() != b.height() || a.width() != b.width()) {
        throw new IllegalArgumentException(
            "picture %d is %s, what it is compared with %s: must be of one size"
                .formatted(i, size(a), size(b)));
      }
      check(a, i);
      check(b, i);
    }
    return new PicturePairs(one, two);
  }

  int size() {
    return one.size();
  }

  private static void check(Picture picture, int index) {
    for (float value : picture.values()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "picture %d holds %s: must be finite".formatted(index, value));
      }
    }
  }

  private static String size(Picture picture) {
    return "%d×%d×%d".formatted(picture.channels(), picture.height(), picture.width());
  }
}
