package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortraitsTest implements DatasetLaws {
  private static final int MANY = 20_000;

  @Override
  public Dataset dataset() {
    return new Portraits(new Portraits.Options(32, Split.SEEN));
  }

  @Override
  public Dataset other() {
    return new Portraits(new Portraits.Options(32, Split.ALL));
  }

  private static Portraits tiny(Split split) {
    return new Portraits(new Portraits.Options(8, split));
  }

  @Test
  void countsTheCompositionsOfThePack() {
    Portraits all = tiny(Split.ALL);
    assertThat(all.compositions(0)).isEqualTo(140);
    assertThat(all.compositions(1)).isEqualTo(8_540);
    assertThat(all.compositions(2)).isEqualTo(82_320);
    assertThat(all.compositions()).isEqualTo(91_000);
    assertThat(all.size()).isEqualTo(91_000L * 8 * 2);
  }

  @Test
  void theSplitsShareOutTheCompositions() {
    for (int accessories = 0; accessories <= 2; accessories++) {
      assertThat(
              tiny(Split.SEEN).compositions(accessories)
                  + tiny(Split.HELD_OUT).compositions(accessories))
          .isEqualTo(tiny(Split.ALL).compositions(accessories));
    }
    assertThat(tiny(Split.HELD_OUT).compositions(0)).isZero();
  }

  /** Pinned: if this fails, the same index shows another picture, and VERSION must be raised. */
  @Test
  void onePictureIsPinnedToTheBit() throws Exception {
    Example example = new Portraits(new Portraits.Options(64, Split.ALL)).example(7);
    assertThat(example.labels())
        .isEqualTo(
            Map.of(
                "figure", "fox",
                "face", "glasses",
                "head", "graduation-cap",
                "background", "gray",
                "style", "emojione"));
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    int[] pixels = Pictures.toImage(example.picture()).getRGB(0, 0, 64, 64, null, 0, 64);
    for (int rgb : pixels) {
      sha256.update(new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb});
    }
    assertThat(HexFormat.of().formatHex(sha256.digest()))
        .isEqualTo("4317cb9c72877ce79e062750f7a0a96794debcc76ad8446da75f021b0fa4257f");
  }

  @Test
  void figuresOutfitsAndBackgroundsAreBalanced() {
    Portraits seen = tiny(Split.SEEN);
    Map<String, Integer> figures = new TreeMap<>();
    Map<String, Integer> backgrounds = new TreeMap<>();
    int[] worn = new int[3];
    for (long i = 0; i < MANY; i++) {
      Map<String, String> labels = seen.labels(i);
      figures.merge(labels.get("figure"), 1, Integer::sum);
      backgrounds.merge(labels.get("background"), 1, Integer::sum);
      worn[
          (labels.get("face").equals("none") ? 0 : 1)
              + (labels.get("head").equals("none") ? 0 : 1)]++;
    }
    assertThat(figures).hasSize(21).allSatisfy((figure, n) -> assertShare(n, 1 / 21.0));
    assertThat(backgrounds).hasSize(8).allSatisfy((colour, n) -> assertShare(n, 1 / 8.0));
    assertShare(worn[0], 0.25);
    assertShare(worn[1], 0.45);
    assertShare(worn[2], 0.30);
  }

  /** Within five standard deviations of a binomial. */
  private static void assertShare(int count, double share) {
    double deviation = Math.sqrt(share * (1 - share) / MANY);
    assertThat(count / (double) MANY).isCloseTo(share, within(5 * deviation));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 24, 32, 64, 100, 128, 200})
  void anyResolutionShowsTheSamePicture(int resolution) {
    Picture picture =
        new Portraits(new Portraits.Options(resolution, Split.ALL)).example(5).picture();
    Picture small = new Portraits(new Portraits.Options(8, Split.ALL)).example(5).picture();
    assertThat(picture.height()).isEqualTo(resolution);
    assertThat(mean(picture)).isCloseTo(mean(small), within(0.01));
  }

  private static double mean(Picture picture) {
    double sum = 0;
    for (float value : picture.values()) {
      sum += value;
    }
    return sum / picture.values().length;
  }

  @Test
  void halfOfTheCaptionsNameTheBackgroundAndATenthTheStyle() {
    Portraits all = tiny(Split.ALL);
    assertShare(count(all, caption -> caption.contains(" background")), 0.5);
    assertShare(count(all, caption -> caption.endsWith(" style")), 0.1);
    assertThat(count(all, caption -> caption.matches(".*(shades|kitty|puppy).*"))).isPositive();
  }

  private static int count(Portraits data, Predicate<String> wanted) {
    return (int) LongStream.range(0, MANY).filter(i -> wanted.test(data.caption(i))).count();
  }

  @Test
  void captionsAndLabelsComeWithoutPicturesToo() {
    Portraits data = tiny(Split.SEEN);
    for (long i = 0; i < 50; i++) {
      Example example = data.example(i);
      assertThat(data.caption(i)).isEqualTo(example.caption());
      assertThat(data.labels(i)).isEqualTo(example.labels());
    }
  }

  @Test
  void modelCardsCanNameWhatIsHeldOut() {
    assertThat(tiny(Split.SEEN).heldOut()).contains("cat + sunglasses", "frog + crown");
    assertThat(tiny(Split.ALL).heldOut()).isEqualTo("nothing");
  }

  @Test
  void everyStyleIsAttributed() {
    Dataset data = dataset();
    assertThat(data.licences()).contains(data.vocabulary().get("style"));
    assertThat(data.licences()).contains("Apache-2.0", "CC-BY-4.0", "MIT", "Ranks.com");
  }

  @Test
  void itIsFoundByName() {
    Dataset found = Datasets.open("portraits", new DatasetRequest(32, Split.SEEN));
    assertThat(found.hash()).isEqualTo(dataset().hash());
    assertThatThrownBy(() -> Datasets.open("portrait", new DatasetRequest(32, Split.ALL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'portrait'")
        .hasMessageContaining("portraits");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 7, 1025})
  void anImpossibleResolutionIsRefused(int resolution) {
    assertThatThrownBy(() -> new Portraits.Options(resolution, Split.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(resolution));
  }
}
