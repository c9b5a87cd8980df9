package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest implements DatasetLaws {
  private static final DatasetRequest SMALL = new DatasetRequest(32, Split.ALL);

  @Override
  public Dataset dataset() {
    return open("styles=twemoji+fxemoji");
  }

  @Override
  public Dataset other() {
    return open("styles=twemoji+fxemoji,backgrounds=white+blue");
  }

  private static Dataset open(String source) {
    return Datasets.open(source.isEmpty() ? "emoji" : "emoji:" + source, SMALL);
  }

  private static Map<String, Integer> counts(Dataset data, String head) {
    Map<String, Integer> counts = new TreeMap<>();
    LongStream.range(0, data.size())
        .forEach(i -> counts.merge(data.labels(i).get(head), 1, Integer::sum));
    return counts;
  }

  /** Pinned, because the data set's summary and the documents give these figures. */
  @Test
  void theUsualStylesHaveThousandsOfIcons() {
    Dataset usual = open("");
    assertThat(usual.size()).isEqualTo(7_551);
    assertThat(usual.vocabulary().get("name")).hasSize(1_260);
    assertThat(counts(usual, "style"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "noto", 1219,
                "noto-v1", 898,
                "fluent-emoji", 1192,
                "fluent-emoji-flat", 1194,
                "twemoji", 1178,
                "emojione", 883,
                "fxemoji", 504,
                "streamline-emojis", 483));
    assertThat(counts(usual, "group"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "smileys-emotion", 1081,
                "people-body", 1076,
                "animals-nature", 983,
                "food-drink", 790,
                "travel-places", 1461,
                "activities", 527,
                "objects", 1633));
  }

  @Test
  void shareAlikeStylesAreThereOnRequestOnly() {
    assertThat(open("").vocabulary().get("style")).doesNotContain("openmoji", "emojione-v1");
    assertThat(open("").licences()).doesNotContain("-SA-");
    Dataset all = open("share-alike=true");
    assertThat(all.vocabulary().get("style")).hasSize(10).contains("openmoji", "emojione-v1");
    assertThat(all.licences()).contains("CC-BY-SA-4.0", "shared under this licence");
    assertThat(open("styles=openmoji").licences()).contains("CC-BY-SA-4.0");
  }

  @Test
  void licencesNameTheStylesInUseAndNoOther() {
    String licences = open("styles=noto+twemoji").licences();
    assertThat(licences)
        .contains("noto: Noto Emoji, Apache-2.0, by Google Inc")
        .contains("twemoji: Twitter Emoji, CC-BY-4.0, by Twitter")
        .contains("https://github.com/googlefonts/noto-emoji", "https://creativecommons.org/");
    assertThat(licences.lines().filter(line -> line.startsWith("  licence"))).hasSize(2);
  }

  @Test
  void aFigureIsThereOnceInAStyle() {
    for (IconSetInfo set : IconSets.all().values()) {
      List<EmojiIcon> icons = EmojiSet.icons(set);
      assertThat(icons).extracting(icon -> icon.name().figure()).doesNotHaveDuplicates();
      assertThat(icons).extracting(icon -> icon.name().label()).doesNotHaveDuplicates();
      assertThat(icons).noneMatch(icon -> icon.name().label().contains("skin-tone"));
    }
    List<String> noto = open("styles=noto").vocabulary().get("name");
    assertThat(noto).contains("astronaut", "woman", "man", "person-running");
    assertThat(noto).doesNotContain("man-astronaut", "woman-astronaut", "woman-running");
  }

  @Test
  void theTwoSidesOfTheSplitShareOutTheIconsAndNumberNamesAlike() {
    Set<String> seen = new HashSet<>();
    Dataset all = open("styles=noto");
    for (Part part : List.of(Part.TRAINING, Part.VALIDATION)) {
      Dataset side = Datasets.open("emoji:styles=noto", SMALL.portion(new Portion(part, 0.1)));
      assertThat(side.vocabulary()).isEqualTo(all.vocabulary());
      LongStream.range(0, side.size()).forEach(i -> assertThat(seen.add(name(side, i))).isTrue());
      double share = part == Part.VALIDATION ? 0.1 : 0.9;
      assertThat((double) side.size() / all.size()).isCloseTo(share, within(0.03));
    }
    assertThat(seen).hasSize((int) all.size());
  }

  @Test
  void withNothingSetAsideTheValidationSideIsEmpty() {
    Portion validation = new Portion(Part.VALIDATION, 0);
    Dataset none = Datasets.open("emoji:styles=noto", SMALL.portion(validation));
    assertThat(none.size()).isZero();
    assertThatThrownBy(() -> none.example(0)).hasMessageContaining("no icons on this side");
    Portion hardly = new Portion(Part.TRAINING, 1 - 1e-9);
    assertThatThrownBy(() -> Datasets.open("emoji:styles=noto", SMALL.portion(hardly)))
        .hasMessageContaining("no icons on this side");
  }

  private static String name(Dataset data, long index) {
    return data.labels(index).get("name");
  }

  @Test
  void everyPassShowsEveryIconAgainOnAnotherBackground() {
    Dataset data = dataset();
    int same = 0;
    for (long i = 0; i < 800; i++) {
      Map<String, String> again = data.labels(i + data.size());
      assertThat(again.get("name")).isEqualTo(name(data, i));
      same += again.equals(data.labels(i)) ? 1 : 0;
    }
    assertThat(same).isBetween(60, 140); // one in eight
    assertThat(data.endless()).isFalse();
  }

  @Test
  void captionsSayNothingButTheTruth() {
    String all = "groups=" + String.join("+", EmojiCatalogue.shared().groups());
    Emoji data = new Emoji(SMALL.source(all));
    EmojiPlugin plugin = new EmojiPlugin();
    EmojiIcon icon = EmojiSet.icons(IconSets.all().get("noto")).get(0);
    assertThat(EmojiCaptions.write(icon, "blue", new Dice(1))).startsWith("a grinning face");
    for (long i = 0; i < 5_000; i++) {
      String caption = data.caption(i);
      assertThat(data.labels(i).entrySet())
          .as(caption)
          .containsAll(plugin.labels(caption).orElseThrow().entrySet());
    }
  }

  @Test
  void flippingMirrorsSomeFromTheSecondPassOn() {
    Framing flip =
        new Framing(Framing.Resize.COVER, Framing.Crop.CENTRE, Framing.Flip.HORIZONTAL, 0);
    Dataset plain = dataset();
    Dataset flipped = Datasets.open("emoji:styles=twemoji+fxemoji", SMALL.framing(flip));
    int mirrored = 0;
    for (long i = 0; i < 64; i++) {
      assertThat(flipped.example(i).picture().values())
          .isEqualTo(plain.example(i).picture().values());
      long later = i + plain.size();
      Picture once = plain.example(later).picture();
      Picture now = flipped.example(later).picture();
      boolean turned = !java.util.Arrays.equals(now.values(), once.values());
      if (turned) {
        assertThat(now.values()).isEqualTo(Pictures.mirrored(once).values());
      }
      mirrored += turned ? 1 : 0;
    }
    assertThat(mirrored).isBetween(18, 46);
  }

  @Test
  void inGreyThereIsOneChannel() {
    Framing grey = new Framing(Framing.Resize.COVER, Framing.Crop.CENTRE, Framing.Flip.NONE, 1);
    Dataset data = Datasets.open("emoji:styles=twemoji", SMALL.framing(grey));
    assertThat(data.example(0).picture().channels()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"white", "black"})
  void iconsWithoutColourAreSeenOnEveryBackground(String background) {
    Dataset data = open("styles=emojione-monotone,backgrounds=" + background);
    for (long i = 0; i < 32; i++) {
      float[] values = data.example(i).picture().values();
      double least =
          LongStream.range(0, values.length).mapToDouble(j -> values[(int) j]).min().orElse(0);
      double most =
          LongStream.range(0, values.length).mapToDouble(j -> values[(int) j]).max().orElse(0);
      assertThat(most - least).as(data.example(i).caption()).isGreaterThan(1);
    }
  }

  /**
   * If this fails, the same index shows another picture, and VERSION must be raised. The pixels are
   * pinned as means, for the antialiasing of other JDKs may differ in the last bits.
   */
  @Test
  void onePictureIsPinned() {
    Example example = open("styles=twemoji").example(1000);
    assertThat(example.caption()).isEqualTo("a cockroach on a gray background, twemoji style");
    assertThat(example.labels())
        .isEqualTo(
            Map.of(
                "style",
                "twemoji",
                "group",
                "animals-nature",
                "name",
                "cockroach",
                "background",
                "gray"));
    double[] red = {0.38, 0.38, 0.24, 0.24};
    double[] green = {0.29, 0.28, 0.00, 0.00};
    double[] blue = {0.26, 0.26, -0.05, -0.05};
    double[] means = Stream.of(red, green, blue).flatMapToDouble(DoubleStream::of).toArray();
    assertThat(quarters(example.picture())).containsExactly(means, within(0.01));
  }

  /** Means over the quarters of every channel. */
  private static double[] quarters(Picture picture) {
    int half = picture.width() / 2;
    double[] means = new double[4 * picture.channels()];
    for (int i = 0; i < picture.values().length; i++) {
      int row = i / picture.width();
      int quarter = row / half * 2 + i % picture.width() / half;
      means[quarter] += picture.values()[i] / (half * half);
    }
    return means;
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 24, 48, 64, 200})
  void anyResolutionShowsTheSamePicture(int resolution) {
    String white = "emoji:styles=noto,backgrounds=white";
    Picture picture =
        Datasets.open(white, new DatasetRequest(resolution, Split.ALL)).example(3).picture();
    Picture large = Datasets.open(white, new DatasetRequest(128, Split.ALL)).example(3).picture();
    assertThat(picture.width()).isEqualTo(resolution);
    assertThat(mean(picture)).isCloseTo(mean(large), within(0.02));
  }

  private static double mean(Picture picture) {
    double sum = 0;
    for (float value : picture.values()) {
      sum += value;
    }
    return sum / picture.values().length;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "styles|'styles' is not KEY=VALUE; keys: styles, share-alike, groups, backgrounds",
        "style=noto|'style=noto' is not KEY=VALUE",
        "styles=notto|no styles 'notto'; known: noto, noto-v1, fluent-emoji",
        "styles=|no styles ''",
        "styles=noto,styles=twemoji|styles is there twice",
        "styles=noto,share-alike=true|leave out share-alike",
        "share-alike=yes|no share-alike 'yes'; known: true, false",
        "groups=food|no groups 'food'; known: smileys-emotion, people-body",
        "backgrounds=red|no backgrounds 'red'; known: white, blue",
        "groups=component|no groups 'component'",
        "styles=streamline-emojis,groups=symbols,groups=flags|groups is there twice"
      })
  void whatCannotBeHadIsRefusedWithWhatCan(String source, String message) {
    assertThatThrownBy(() -> open(source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("data set emoji:")
        .hasMessageContaining(message);
  }

  @Test
  void whatDoesNotApplyIsRefused() {
    Framing crop = new Framing(Framing.Resize.COVER, Framing.Crop.RANDOM, Framing.Flip.NONE, 0);
    assertThatThrownBy(() -> Datasets.open("emoji", SMALL.framing(crop)))
        .hasMessageContaining("resize and crop do not apply");
    assertThatThrownBy(() -> Datasets.open("emoji", new DatasetRequest(32, Split.SEEN)))
        .hasMessageContaining("holds no pairs out");
    assertThatThrownBy(() -> Datasets.open("emoji", new DatasetRequest(2048, Split.ALL)))
        .hasMessageContaining("2048");
  }
}
