package corgi.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointsConditionTest implements ConditionLaws {
  private static final int SIDE = 8;

  private final PointsCondition points =
      new PointsCondition(List.of("left-eye", "top"), SIDE, 0.125, 0.1);

  @Override
  public Condition condition() {
    return points;
  }

  @Override
  public Scene saying() {
    return at(Map.of("left-eye", new Point(0.3125, 0.5625)));
  }

  @Override
  public Scene sayingOther() {
    return at(Map.of("top", new Point(0.3125, 0.5625)));
  }

  @Test
  void aPointIsABumpInItsOwnChannel() {
    float[] maps = maps(saying());
    // The point is the middle of pixel (2, 4): ½ pixel is 1/16 of the side.
    assertThat(maps[4 * SIDE + 2]).isCloseTo(1, within(1e-6f));
    assertThat(maps[4 * SIDE + 3]).isCloseTo((float) Math.exp(-0.5), within(1e-6f)); // one s away
    assertThat(maps[3 * SIDE + 1]).isCloseTo((float) Math.exp(-1), within(1e-6f));
    for (int i = SIDE * SIDE; i < maps.length; i++) {
      assertThat(maps[i]).isZero();
    }
  }

  @Test
  void someAreLeftOutOneByOneInTraining() {
    Scene both = at(Map.of("left-eye", new Point(0.2, 0.2), "top", new Point(0.5, 0.1)));
    int left = 0;
    for (long key = 0; key < 2000; key++) {
      left += points.lesson(both, key).points().size();
    }
    assertThat(left / 4000.0).isBetween(0.77, 0.83);
  }

  @Test
  void otherPointsAreRefused() {
    assertThatThrownBy(() -> maps(at(Map.of("tail", new Point(0, 0)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("point 'tail': this model knows left-eye, top");
  }

  private float[] maps(Scene scene) {
    return points
        .cues(List.of(scene))
        .get(0)
        .orElseThrow()
        .at(Port.CHANNELS, new Shape(2, SIDE, SIDE));
  }

  private static Scene at(Map<String, Point> places) {
    return new Scene(null, Map.of(), null, null, places);
  }
}
