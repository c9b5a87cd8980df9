package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptSimilarityTest implements MetricLaws {
  @Override
  public PromptSimilarity metric() {
    return new PromptSimilarity();
  }

  @Test
  void isTheMeanCosineAndNamesTheFeatures() {
    Shown near = similar(.75);
    Shown far = similar(.25);
    Evidence evidence = Pixels.evidence(List.of(near, far), Pixels.features(0, 1));
    Measurement similarity = metric().of(evidence).get(0);
    assertThat(similarity.name()).isEqualTo("similarity[toy@12345678]");
    assertThat(similarity.value()).isEqualTo(.5);
    assertThat(Vectors.cosine(new float[] {3, 4}, new float[] {8, 6}))
        .isCloseTo(.96, within(1e-12));
    assertThat(Vectors.cosine(new float[] {3, 4}, new float[] {0, 0})).isZero();
  }

  private static Shown similar(double cosine) {
    Map<String, Double> numbers = Map.of(PromptSimilarity.NAME, cosine);
    return new Shown("a", Asked.NOTHING, Answer.NONE, new double[0], numbers);
  }

  @Test
  void withoutPromptsThereIsNone() {
    Shown mute = new Shown("a", Asked.NOTHING, Answer.NONE, new double[0], Map.of());
    Evidence evidence = Pixels.evidence(List.of(mute, mute), Pixels.features(0, 1));
    assertThat(metric().of(evidence)).isEmpty();
  }
}
