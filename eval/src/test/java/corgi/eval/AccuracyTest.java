package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTest implements MeasureLaws {
  private static final Map<String, String> SEEN =
      Map.of("figure", "cat", "face", "none", "head", "crown", "background", "red", "style", "a");

  @Override
  public Accuracy measure() {
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
        Accuracy.shares(
            List.of(
                Pixels.subject(Map.of("figure", "cat", "head", "crown"), SEEN),
                Pixels.subject(Map.of("figure", "cat", "head", "none"), SEEN),
                Pixels.subject(Map.of("figure", "dog", "style", "b"), SEEN),
                Pixels.subject(Map.of("figure", "cat", "style", "a"), SEEN)));
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
            Pixels.subject(Map.of("class", "Bag"), Map.of("class", "Bag")),
            Pixels.subject(Map.of("class", "Coat"), Map.of("class", "Bag")));
    assertThat(Accuracy.shares(subjects))
        .containsExactly(Map.entry("accuracy", .5), Map.entry("accuracy.class", .5));
  }

  private static boolean right(Map<String, String> wanted) {
    return Accuracy.isRight(Pixels.subject(wanted, SEEN));
  }
}
