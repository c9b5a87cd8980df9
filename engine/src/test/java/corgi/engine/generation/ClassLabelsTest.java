package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassLabelsTest {
  private static final ClassLabels IMAGENET = ClassLabels.of(1000);

  private static Words labelled(String label) {
    return new Words(List.of(), null, Map.of("", label));
  }

  @Test
  void aThousandClassesAreImageNets() {
    assertThat(IMAGENET.names().lines()).hasSize(1000);
    assertThat(IMAGENET.find(labelled("263"))).isEqualTo(263);
    assertThat(IMAGENET.find(labelled("Pembroke"))).isEqualTo(263);
    assertThat(IMAGENET.find(labelled("pembroke welsh corgi"))).isEqualTo(263);
    assertThat(IMAGENET.describe(263)).isEqualTo("263 (Pembroke, Pembroke Welsh corgi)");
    assertThat(IMAGENET.describe(0)).isEqualTo("0 (tench, Tinca tinca)");
    assertThat(IMAGENET.describe(999)).startsWith("999 (toilet tissue");
  }

  @Test
  void aPromptMayNameTheClass() {
    assertThat(IMAGENET.find(new Words(List.of("a photo of a red fox"), null))).isEqualTo(277);
    assertThatThrownBy(() -> IMAGENET.find(new Words(List.of("something else"), null)))
        .hasMessageContaining("'something else' names no class of this model");
    assertThatThrownBy(() -> IMAGENET.find(new Words(List.of(), null)))
        .hasMessage(
            "no class, and this model draws one: say which, such as --label 0 (tench, Tinca tinca)");
  }

  @Test
  void otherModelsHaveNumbers() {
    ClassLabels five = ClassLabels.of(5);
    assertThat(five.find(labelled("4"))).isEqualTo(4);
    assertThat(five.describe(4)).isEqualTo("4");
    assertThatThrownBy(() -> five.find(labelled("5"))).hasMessageContaining("0 to 4");
    assertThatThrownBy(() -> five.find(new Words(List.of(), null, Map.of("a", "1", "b", "2"))))
        .hasMessageContaining("one label");
  }
}
