package corgi.engine.unet.adm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelHeadsTest {
  private final LabelHeads heads = new LabelHeads(vocabulary());

  private static Map<String, List<String>> vocabulary() {
    Map<String, List<String>> vocabulary = new LinkedHashMap<>();
    vocabulary.put("figure", List.of("cat", "dog", "fox"));
    vocabulary.put("face", List.of("none", "glasses"));
    return vocabulary;
  }

  @Test
  void everyValueHasItsPlace() {
    assertThat(heads.size()).isEqualTo(5);
    assertThat(heads.spans().get("face").first()).isEqualTo(3);
    assertThat(heads.spans().get("face").end()).isEqualTo(5);
    assertThat(heads.chosen(Map.of("figure", "dog"))).containsExactly(0, 1, 0, 0, 0);
    assertThat(heads.chosen(Map.of("figure", "cat", "face", "glasses")))
        .containsExactly(1, 0, 0, 0, 1);
  }

  @Test
  void unknownHeadsAndValuesAreRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> heads.chosen(Map.of("hat", "crown")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label hat=crown: no head 'hat'; known: figure, face");
    assertThatThrownBy(() -> heads.chosen(Map.of("figure", "cow")))
        .hasMessage("label figure=cow: no value 'cow'; known: cat, dog, fox");
    assertThatThrownBy(() -> new LabelHeads(Map.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new LabelHeads(Map.of("Figure", List.of("cat"))))
        .hasMessageContaining("'Figure'");
  }
}
