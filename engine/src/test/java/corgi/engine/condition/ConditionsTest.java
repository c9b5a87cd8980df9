package corgi.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.data.Point;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  private static final MaskCondition MASK = new MaskCondition(1, 2, 0.1);
  private static final PointsCondition POINTS = new PointsCondition(List.of("a", "b"), 2, 0.5, 0.2);
  private static final LabelCondition LABEL = new LabelCondition("class", List.of("x", "y"), 0);

  private final Conditions all = new Conditions(List.of(LABEL, MASK, POINTS));

  @Test
  void channelsOfSeveralConditionsFollowInOrder() {
    Scene one = new Scene(null, Map.of("class", "y"), null, null, Map.of());
    Scene two = new Scene(null, Map.of(), null, null, Map.of("b", new Point(0.25, 0.25)));
    Told told = all.told(all.cues(List.of(one, two)), 2);
    assertThat(told.values().get(Port.LABEL)).containsExactly(1, 2);
    float[] channels = told.values().get(Port.CHANNELS);
    assertThat(told.shapes().get(Port.CHANNELS)).isEqualTo(new Shape(4, 2, 2));
    assertThat(channels).hasSize(2 * 4 * 4).startsWith(1, 1, 1, 1, 0, 0, 0, 0); // the null mask
    assertThat(channels[16]).isEqualTo(1);
    assertThat(channels[16 + 12]).isEqualTo(1); // b is the last channel, at its upper left pixel
    Told second = told.rows(1, 2);
    assertThat(second.values().get(Port.LABEL)).containsExactly(2);
    assertThat(second.values().get(Port.CHANNELS)[12]).isEqualTo(1);
  }

  @Test
  void theyAreStoredInOrder() throws IOException {
    assertThat(Conditions.read(all.toJson()).toJson()).isEqualTo(all.toJson());
    assertThat(all.names()).containsExactly("label", "mask", "points");
    assertThat(all.channels()).isEqualTo(4);
    assertThat(Conditions.NONE.channels()).isZero();
  }

  @Test
  void whatCannotBeToldTogetherIsRefused() {
    assertThatThrownBy(() -> new Conditions(List.of(LABEL, LABEL)))
        .hasMessage("condition label is named twice");
    Conditions sizes = new Conditions(List.of(MASK, new PointsCondition(List.of("a"), 4, 0.5, 0)));
    assertThatThrownBy(sizes::shapes).hasMessageContaining("must be of one size");
    assertThatThrownBy(() -> ConditionPlugin.named("smell"))
        .hasMessage("unknown condition 'smell'; known: label, mask, points, text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"mask\",\"channels\":0,\"resolution\":8,\"dropped\":0}",
        "{\"name\":\"mask\",\"channels\":3,\"resolution\":8,\"dropped\":2}",
        "{\"name\":\"points\",\"points\":[],\"resolution\":8,\"spread\":1,\"dropped\":0}",
        "{\"name\":\"points\",\"points\":[\"a\"],\"resolution\":8,\"spread\":-1,\"dropped\":0}",
        "{\"name\":\"label\",\"head\":\"class\",\"values\":[3],\"dropped\":0}",
        "{\"name\":\"text\",\"length\":0,\"encoder\":\"x\",\"dropped\":0}",
        "{\"name\":\"smell\"}",
        "{}"
      })
  void aDamagedConditionIsRefused(String json) throws IOException {
    ObjectNode node = (ObjectNode) new ObjectMapper().readTree(json);
    assertThatThrownBy(() -> Conditions.read(List.of(node)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("condition");
  }

  @Test
  void specsAreReadAndWrongOnesRefused() {
    ConditionSpec spec = ConditionSpec.parse("label:head=figure,drop=0.2");
    assertThat(spec.name()).isEqualTo("label");
    assertThat(spec.text("head")).isEqualTo("figure");
    assertThat(spec.share("drop", 0.1)).isEqualTo(0.2);
    Stream.of("label:head", "label:=x", "label:a=1,a=2")
        .forEach(
            wrong ->
                assertThatThrownBy(() -> ConditionSpec.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("condition '" + wrong + "'"));
    assertThatThrownBy(() -> spec.check("drop")).hasMessageContaining("no setting 'head'");
    assertThatThrownBy(() -> ConditionSpec.parse("mask:drop=2").share("drop", 0))
        .hasMessageContaining("drop = 2.0: must be in [0, 1]");
  }
}
