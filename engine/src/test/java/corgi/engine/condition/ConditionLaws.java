package corgi.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for every condition. */
interface ConditionLaws {
  /** What is under test. */
  Condition condition() throws IOException;

  /** A scene that says something. */
  Scene saying();

  /** Another, which says something else. */
  Scene sayingOther();

  @Test
  default void theNullConditionFillsEveryPort() throws IOException {
    try (Condition condition = condition()) {
      fills(condition, condition.none());
    }
  }

  @Test
  default void whatIsSaidFillsEveryPortAndDiffers() throws IOException {
    try (Condition condition = condition()) {
      Cue one = said(condition, saying());
      Cue other = said(condition, sayingOther());
      fills(condition, one);
      fills(condition, other);
      assertThat(same(one, other)).isFalse();
      assertThat(same(one, condition.none())).isFalse();
      assertThat(same(one, said(condition, saying()))).isTrue();
    }
  }

  @Test
  default void aSceneThatSaysNothingIsTheNullCondition() throws IOException {
    try (Condition condition = condition()) {
      List<Optional<Cue>> cues = condition.cues(List.of(Scene.NOTHING, saying(), Scene.NOTHING));
      assertThat(cues.get(0)).isEmpty();
      assertThat(cues.get(1)).isPresent();
      assertThat(cues.get(2)).isEmpty();
      Conditions alone = new Conditions(List.of(condition));
      Told told = alone.told(alone.cues(List.of(Scene.NOTHING)), 1);
      condition
          .ports()
          .forEach(
              (port, shape) ->
                  assertThat(told.values().get(port)).isEqualTo(condition.none().at(port, shape)));
    }
  }

  @Test
  default void theNullBranchDoesNotSeeWhatIsSaid() throws IOException {
    try (Condition condition = condition()) {
      Conditions alone = new Conditions(List.of(condition));
      Conditions.Cues one = alone.cues(List.of(saying())).get(0).without(row -> true);
      Conditions.Cues other = alone.cues(List.of(sayingOther())).get(0).without(row -> true);
      Told first = alone.told(List.of(one), 1);
      Told second = alone.told(List.of(other), 1);
      condition
          .ports()
          .keySet()
          .forEach(
              port -> assertThat(first.values().get(port)).isEqualTo(second.values().get(port)));
    }
  }

  @Test
  default void itIsStoredAndReadAgain() throws IOException {
    try (Condition condition = condition();
        Condition again = ConditionPlugin.named(condition.name()).read(condition.toJson())) {
      assertThat(again.toJson()).isEqualTo(condition.toJson());
      assertThat(again.ports()).isEqualTo(condition.ports());
      assertThat(same(said(again, saying()), said(condition, saying()))).isTrue();
      assertThat(same(again.none(), condition.none())).isTrue();
    }
  }

  @Test
  default void aLessonIsAFunctionOfItsKey() throws IOException {
    try (Condition condition = condition()) {
      for (long key = 1; key <= 20; key++) {
        Optional<Cue> one = condition.cues(List.of(condition.lesson(saying(), key))).get(0);
        Optional<Cue> again = condition.cues(List.of(condition.lesson(saying(), key))).get(0);
        assertThat(one.isPresent()).isEqualTo(again.isPresent());
        assertThat(one.isEmpty() || same(one.get(), again.get())).isTrue();
      }
    }
  }

  private static Cue said(Condition condition, Scene scene) {
    return condition.cues(List.of(scene)).get(0).orElseThrow();
  }

  private static void fills(Condition condition, Cue cue) {
    Map<Port, Shape> ports = condition.ports();
    assertThat(cue.values().keySet()).isEqualTo(ports.keySet());
    ports.forEach((port, shape) -> assertThat(cue.at(port, shape)).hasSize((int) shape.size()));
  }

  private static boolean same(Cue one, Cue other) {
    return one.values().keySet().stream()
        .allMatch(port -> Arrays.equals(one.values().get(port), other.values().get(port)));
  }
}
