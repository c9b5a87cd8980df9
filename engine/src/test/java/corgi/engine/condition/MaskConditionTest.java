package corgi.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskConditionTest implements ConditionLaws {
  private static final int SIDE = 16;
  private static final int AREA = SIDE * SIDE;

  private final MaskCondition mask = new MaskCondition(3, SIDE, 0.1);

  @Override
  public Condition condition() {
    return mask;
  }

  @Override
  public Scene saying() {
    return half(0.5f);
  }

  @Override
  public Scene sayingOther() {
    return half(-0.5f);
  }

  @Test
  void whatIsDrawnAnewIsNotSeen() {
    float[] rows = rows(half(0.5f));
    for (int i = 0; i < AREA; i++) {
      boolean drawn = i < AREA / 2;
      assertThat(rows[i]).isEqualTo(drawn ? 1 : 0);
      for (int c = 1; c <= 3; c++) {
        assertThat(rows[c * AREA + i]).isEqualTo(drawn ? 0 : 0.5f);
      }
    }
  }

  @Test
  void theNullConditionIsAMaskOverAll() {
    float[] all = new float[AREA];
    Arrays.fill(all, 1);
    assertThat(mask.none().at(Port.CHANNELS, new Shape(4, SIDE, SIDE)))
        .isEqualTo(rows(scene(picture(3, 0.5f), new Picture(1, SIDE, SIDE, all))));
  }

  @Test
  void masksOfTrainingAreOfAllKinds() {
    int whole = 0;
    double drawn = 0;
    for (long key = 0; key < 400; key++) {
      float[] values = RandomMasks.draw(SIDE, key).values();
      double share = 0;
      for (float value : values) {
        assertThat(value).isIn(0f, 1f);
        share += value / AREA;
      }
      assertThat(share).isPositive();
      whole += share == 1 ? 1 : 0;
      drawn += share / 400;
    }
    assertThat(whole).isBetween(70, 140);
    assertThat(drawn).isBetween(0.45, 0.75);
  }

  @Test
  void otherSizesAreRefused() {
    Scene large = scene(new Picture(3, 8, 8, new float[192]), new Picture(1, 8, 8, new float[64]));
    assertThatThrownBy(() -> rows(large))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("picture of 8×8 pixels and 3 channels: this model reads 16×16 of 3");
  }

  private float[] rows(Scene scene) {
    return mask.cues(List.of(scene))
        .get(0)
        .orElseThrow()
        .at(Port.CHANNELS, new Shape(4, SIDE, SIDE));
  }

  private static Scene half(float value) {
    float[] upper = new float[AREA];
    Arrays.fill(upper, 0, AREA / 2, 1);
    return scene(picture(3, value), new Picture(1, SIDE, SIDE, upper));
  }

  private static Picture picture(int channels, float value) {
    float[] values = new float[channels * AREA];
    Arrays.fill(values, value);
    return new Picture(channels, SIDE, SIDE, values);
  }

  private static Scene scene(Picture picture, Picture mask) {
    return new Scene(null, Map.of(), picture, mask, Map.of());
  }
}
