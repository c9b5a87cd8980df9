package corgi.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConditioningTest {
  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray filled(float value, long... shape) {
    return manager.full(new Shape(shape), value);
  }

  private Conditioning full(float value, long rows) {
    return new Conditioning(
        filled(value, rows, 3, 4),
        filled(1, rows, 3),
        filled(value, rows, 5),
        filled(value, rows),
        filled(value, rows, 2, 8, 8),
        filled(value, rows, 6),
        filled(value, rows, 7),
        filled(value, rows, 9));
  }

  @Test
  void concatJoinsRowsOfEveryPartInOrder() {
    Conditioning both = Conditioning.concat(List.of(full(1, 2), full(7, 1)));
    assertThat(both.tokens().getShape()).isEqualTo(new Shape(3, 3, 4));
    assertThat(both.mask().getShape()).isEqualTo(new Shape(3, 3));
    assertThat(both.pooled().getShape()).isEqualTo(new Shape(3, 5));
    assertThat(both.spatial().getShape()).isEqualTo(new Shape(3, 2, 8, 8));
    assertThat(both.timeIds().getShape()).isEqualTo(new Shape(3, 6));
    assertThat(both.guidance().getShape()).isEqualTo(new Shape(3, 7));
    assertThat(both.image().getShape()).isEqualTo(new Shape(3, 9));
    assertThat(both.labels().toFloatArray()).containsExactly(1, 1, 7);
    assertThat(both.tokens().get("2").toFloatArray()).containsOnly(7);
  }

  @Test
  void rowsAndConcatAreInverse() {
    Conditioning both = Conditioning.concat(List.of(full(1, 2), full(7, 1)));
    assertThat(both.rows(2, 3).labels().toFloatArray()).containsExactly(7);
    assertThat(both.rows(0, 2).pooled().toFloatArray()).containsOnly(1).hasSize(10);
  }

  @Test
  void onePartIsReplacedAtATime() {
    Conditioning all = full(1, 2);
    NDArray other = filled(5, 2);
    assertThat(all.withLabels(other).labels()).isSameAs(other);
    assertThat(all.withSpatial(other).spatial()).isSameAs(other);
    assertThat(all.withGuidance(other).guidance()).isSameAs(other);
    assertThat(all.withImage(other).image()).isSameAs(other);
    assertThat(all.withImage(other).withImage(all.image())).isEqualTo(all);
    Conditioning pooled = all.withPooled(other, all.timeIds());
    assertThat(pooled.pooled()).isSameAs(other);
    assertThat(pooled.withPooled(all.pooled(), all.timeIds())).isEqualTo(all);
    assertThat(all.withLabels(other).withLabels(all.labels())).isEqualTo(all);
    assertThat(all.withSpatial(other).withSpatial(all.spatial())).isEqualTo(all);
    assertThat(all.withGuidance(other).withGuidance(all.guidance())).isEqualTo(all);
  }

  @Test
  void absentPartsStayAbsent() {
    Conditioning two = Conditioning.labels(filled(3, 2));
    Conditioning joined = Conditioning.concat(List.of(two, two));
    assertThat(joined.tokens()).isNull();
    assertThat(joined.labels().toFloatArray()).containsExactly(3, 3, 3, 3);
    assertThat(Conditioning.concat(List.of(Conditioning.NONE, Conditioning.NONE)))
        .isEqualTo(Conditioning.NONE);
    assertThat(Conditioning.NONE.rows(0, 1)).isEqualTo(Conditioning.NONE);
  }

  @Test
  void rowsThatDifferInKindAreRefused() {
    Conditioning text = Conditioning.text(filled(1, 1, 3, 4), filled(1, 1, 3));
    assertThatThrownBy(() -> Conditioning.concat(List.of(text, Conditioning.NONE, text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 of 3 rows lack a condition that the others have");
  }
}
