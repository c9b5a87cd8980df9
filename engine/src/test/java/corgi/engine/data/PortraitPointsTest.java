package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.data.Composition.Pose;
import corgi.engine.data.PortraitParts.Anchor;
import corgi.engine.data.PortraitParts.Head;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortraitPointsTest {
  private static final double PIXEL = 1 / 64.0;

  @Test
  void pointsAreInThePictureAndTheLeftEyeIsOnTheLeft() {
    Dataset data = new Portraits(new Portraits.Options(32, Split.ALL));
    int mirrored = 0;
    for (long i = 0; i < 300; i++) {
      Map<String, Point> points = data.example(i).points();
      assertThat(points.keySet()).containsExactlyInAnyOrderElementsOf(data.pointNames());
      assertThat(points.values())
          .allMatch(p -> p.x() >= 0 && p.x() <= 1 && p.y() >= 0 && p.y() <= 1);
      Point left = points.get("left-eye");
      Point right = points.get("right-eye");
      assertThat(left.x()).isLessThan(right.x());
      assertThat(points.get("top").y()).isLessThan(left.y());
      mirrored += points.get("top").x() < (left.x() + right.x()) / 2 ? 1 : 0;
    }
    assertThat(mirrored).isBetween(1, 299);
  }

  /** A head of one colour with eyes of another, so that the points can be seen in the picture. */
  @Test
  void pointsAreWhereTheDrawingHasThem() {
    int[] drawing = new int[128 * 128];
    Arrays.fill(drawing, 0xFF00FF00);
    mark(drawing, 40, 50, 0xFFFF0000);
    mark(drawing, 90, 50, 0xFF0000FF);
    Anchor anchor = new Anchor(65, 50, 50, 60, 64, 3, new Box(0, 0, 128, 128));
    Head head = new Head("cat", "none", anchor, new Sprite(128, 128, drawing));
    Canvas canvas = new Canvas(64, 0x000000);
    Map<String, Point> points =
        new Composition(head, null, null).draw(canvas, new Pose(0.8, 0.04, -0.06));
    Picture picture = canvas.picture();
    assertAt(centre(picture, 0), points.get("left-eye"));
    assertAt(centre(picture, 2), points.get("right-eye"));
    canvas.mirror();
    assertAt(centre(canvas.picture(), 2), Point.mirrored(points).get("left-eye"));
    assertAt(centre(canvas.picture(), 0), Point.mirrored(points).get("right-eye"));
    assertThat(Point.mirrored(Point.mirrored(points)).keySet()).isEqualTo(points.keySet());
  }

  private static void mark(int[] drawing, int x, int y, int argb) {
    for (int i = 0; i < 36; i++) {
      drawing[(y - 3 + i / 6) * 128 + x - 3 + i % 6] = argb;
    }
  }

  private static void assertAt(Point seen, Point told) {
    assertThat(told.x()).isCloseTo(seen.x(), within(0.7 * PIXEL));
    assertThat(told.y()).isCloseTo(seen.y(), within(0.7 * PIXEL));
  }

  /** The centre of mass of a colour. */
  private static Point centre(Picture picture, int channel) {
    double[] sum = new double[3];
    for (int i = 0; i < 64 * 64; i++) {
      double weight = picture.values()[channel * 64 * 64 + i] + 1;
      sum[0] += weight;
      sum[1] += weight * (i % 64 + 0.5);
      sum[2] += weight * (i / 64 + 0.5);
    }
    return new Point(sum[1] / sum[0] / 64, sum[2] / sum[0] / 64);
  }
}
