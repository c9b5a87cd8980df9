package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTest implements MetricLaws {
  private static final Map<String, String> SEEN =
      Map.of("figure", "cat", "face", "none", "head", "crown", "background", "red", "style", "a");

  @Override
  public Accuracy metric() {
    return new Accuracy();
  }

  @Test
  void aPictureIsRightIfAllThatWasAskedForIs() {
    assertThat(right(Map.of("figure", "cat", "face", "none", "head", "crown"))).isTrue();
    assertThat(right(Map.of("figure", "cat", "background", "red"))).isTrue();
    assertThat(right(Map.of("figure", "cat", "background", "blue"))).isFalse();
    assertThat(right(Map.of("figure", "cat", "head", "none"))).isFalse();
    assertThat(right(Map.of("figure", "dog"))).isFalse();
    assertThat(right(Map.of("figure", "cat", "face", "mask"))).isFalse();
    assertThat(right(Map.of("figure", "cat", "style", "b"))).isTrue(); // told apart alone
  }

  @Test
  void everyHeadIsJudgedAmongThePromptsThatSpeakOfIt() {
    var shares =
        shares(
            List.of(
                new Answer(Map.of("figure", "cat", "head", "crown"), SEEN),
                new Answer(Map.of("figure", "cat", "head", "none"), SEEN),
                new Answer(Map.of("figure", "dog", "style", "b"), SEEN),
                new Answer(Map.of("figure", "cat", "style", "a"), SEEN)));
    assertThat(shares)
        .containsExactly(
            Map.entry("accuracy", .5),
            Map.entry("accuracy.figure", .75),
            Map.entry("accuracy.head", .5),
            Map.entry("accuracy.style", .5));
  }

  /** A data set other than portraits has heads of its own. */
  @Test
  void headsThatNoPortraitHasCountAsWell() {
    var subjects =
        List.of(
            new Answer(Map.of("class", "Bag"), Map.of("class", "Bag")),
            new Answer(Map.of("class", "Coat"), Map.of("class", "Bag")));
    assertThat(shares(subjects))
        .containsExactly(Map.entry("accuracy", .5), Map.entry("accuracy.class", .5));
  }

  private static Map<String, Double> shares(List<Answer> answers) {
    Map<String, Double> shares = new LinkedHashMap<>();
    Accuracy.counts(answers).forEach((name, share) -> shares.put(name, share.share()));
    return shares;
  }

  @Test
  void namesTheClassifierAndHasIntervalsAtTheEnds() {
    Measurement all = metric().of(Pixels.evidence(1, 2, 3)).get(0);
    assertThat(all.name()).isEqualTo("accuracy[judge@1]");
    assertThat(all.value()).isEqualTo(1);
    assertThat(all.low()).isCloseTo(.4385, within(1e-4)); // Wilson's of 3 of 3
    assertThat(all.high()).isEqualTo(1);
  }

  private static boolean right(Map<String, String> wanted) {
    return Accuracy.isRight(new Answer(wanted, SEEN));
  }
}
