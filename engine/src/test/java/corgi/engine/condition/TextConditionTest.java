package corgi.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.HashedWords;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextConditionTest {
  private final TextCondition text =
      new TextCondition(new CachedTextEncoder(new HashedWords(4, 8), 1), "", 0.1);

  @Test
  void theNullConditionIsTheEncodingOfItsPrompt() throws IOException {
    Cue said = text.cues(List.of(Scene.of("a cat"))).get(0).orElseThrow();
    Cue empty = text.cues(List.of(Scene.of(""))).get(0).orElseThrow();
    assertThat(tokens(text.none())).isEqualTo(tokens(empty)).isNotEqualTo(tokens(said));
    assertThat(text.cues(List.of(Scene.NOTHING)).get(0)).isEmpty();
  }

  @Test
  void otherScenesInTheBatchChangeNothing() {
    float[] alone = tokens(text.cues(List.of(Scene.of("a dog"))).get(0).orElseThrow());
    var batch = text.cues(List.of(Scene.of("a cat"), Scene.NOTHING, Scene.of("a dog")));
    assertThat(tokens(batch.get(2).orElseThrow())).isEqualTo(alone);
    assertThat(batch.get(1)).isEmpty();
    assertThat(Arrays.equals(tokens(batch.get(0).orElseThrow()), alone)).isFalse();
  }

  private static float[] tokens(Cue cue) {
    return cue.values().get(Port.TOKENS);
  }
}
