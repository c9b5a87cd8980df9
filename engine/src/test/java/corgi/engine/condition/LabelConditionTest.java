package corgi.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelConditionTest implements ConditionLaws {
  private final LabelCondition label =
      new LabelCondition("figure", List.of("cat", "dog", "frog"), 0.1);

  @Override
  public Condition condition() {
    return label;
  }

  @Override
  public Scene saying() {
    return labelled("dog");
  }

  @Override
  public Scene sayingOther() {
    return labelled("frog");
  }

  @Test
  void aClassIsItsNumberAndTheNullClassTheOneAfterTheLast() {
    assertThat(label.cues(List.of(saying())).get(0).orElseThrow().at(Port.LABEL, new Shape()))
        .containsExactly(1);
    assertThat(label.none().at(Port.LABEL, new Shape())).containsExactly(3);
    assertThat(label.embeddings()).isEqualTo(4);
  }

  @Test
  void otherClassesAreRefused() {
    assertThatThrownBy(() -> label.cues(List.of(labelled("corgi"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("figure = corgi: this model knows cat, dog, frog");
  }

  @Test
  void otherHeadsAreNotItsBusiness() {
    Scene other = new Scene(null, Map.of("face", "mask"), null, null, Map.of());
    assertThat(label.cues(List.of(other)).get(0)).isEmpty();
  }

  private static Scene labelled(String value) {
    return new Scene(null, Map.of("figure", value), null, null, Map.of());
  }
}
