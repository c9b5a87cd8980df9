package corgi.engine.data;

import static corgi.engine.data.EmojiCaptions.GROUP;
import static corgi.engine.data.EmojiCaptions.NAME;
import static corgi.engine.data.Lexicon.BACKGROUND;
import static corgi.engine.data.Lexicon.STYLE;

import corgi.engine.tensor.CounterRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Thousands of named icons: animals, food, vehicles, tools, faces and people in up to twelve
 * drawing styles. The icons are those of {@link IconSets}, their names and groups Unicode's.
 *
 * <p>What is there and what is not, unless {@link EmojiSelection} says otherwise: the styles whose
 * licence does not demand that what is made from them be shared alike, and which are in colour;
 * every group but symbols and flags, which are lettering and geometry and not things; of figures
 * that differ in skin tone or gender one in each style; hidden icons, which newer ones replaced, in
 * none.
 *
 * <p>An icon is drawn on another background, and a few pixels aside, at every pass. The side of the
 * split between training and validation goes by style and name, so that a thing that is kept from
 * training in one style may be learned in another.
 */
public final class Emoji implements Dataset {
  /** The name on the command line. */
  static final String DATASET = "emoji";

  private static final int VERSION = 1; // raise it when the same index gives another example
  private static final int MOST_PIXELS = 1024;
  private static final double SHIFT = 0.03; // of the frame
  private static final int DARK = 64; // mean level of a background on which black is not seen
  private static final int BLACK = 0x202020;
  private static final int WHITE = 0xF4F4F4;

  private final int resolution;
  private final boolean flips;
  private final Portion portion;
  private final EmojiSelection selection;
  private final List<EmojiIcon> icons;
  private final Map<String, List<String>> vocabulary;
  private final IconCache cache;
  private final String hash;

  /** Opens what a request asks for; its channels are the caller's business. */
  Emoji(DatasetRequest request) {
    resolution = request.resolution();
    if (resolution > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "resolution = %d: must be at most %d".formatted(resolution, MOST_PIXELS));
    }
    portion = request.portion();
    flips = request.framing().flip() == Framing.Flip.HORIZONTAL;
    selection = EmojiSelection.parse(request.source());
    List<EmojiIcon> all = selected();
    vocabulary = vocabulary(all);
    icons =
        all.stream()
            .filter(icon -> portion.has(icon.identity()))
            .sorted(Comparator.comparingLong(Emoji::shuffled).thenComparing(EmojiIcon::identity))
            .toList();
    if (icons.isEmpty() && portion.part() != Part.VALIDATION) {
      throw none();
    }
    cache = new IconCache(resolution);
    hash = Digests.of(description());
  }

  private List<EmojiIcon> selected() {
    List<EmojiIcon> all = new ArrayList<>();
    for (String style : selection.styles()) {
      for (EmojiIcon icon : EmojiSet.icons(IconSets.all().get(style))) {
        if (selection.groups().contains(icon.name().group())) {
          all.add(icon);
        }
      }
    }
    return all;
  }

  /** Of all selected icons, on whichever side of the split, so that both sides number alike. */
  private Map<String, List<String>> vocabulary(List<EmojiIcon> all) {
    Set<String> names =
        all.stream()
            .map(EmojiIcon::name)
            .sorted(Comparator.comparing(EmojiName::order))
            .map(EmojiName::label)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, List<String>> heads = new LinkedHashMap<>();
    heads.put(STYLE, selection.styles());
    heads.put(GROUP, selection.groups());
    heads.put(NAME, List.copyOf(names));
    heads.put(BACKGROUND, selection.backgrounds());
    return heads;
  }

  /** Styles and groups mixed, so that a sheet of the first icons shows what there is. */
  private static long shuffled(EmojiIcon icon) {
    return CounterRandom.key(icon.set().name().hashCode(), icon.name().label().hashCode());
  }

  private String description() {
    StringBuilder text = new StringBuilder("emoji " + VERSION + " " + IconSets.version());
    text.append(' ').append(resolution).append(' ').append(flips).append(' ').append(selection);
    for (EmojiIcon icon : icons) {
      text.append('\n').append(icon.identity()).append(' ').append(icon.check());
    }
    return text.toString();
  }

  /** All that is random about an example. */
  private record Choice(EmojiIcon icon, String background, Dice dice) {
    String caption() {
      return EmojiCaptions.write(icon, background, dice);
    }
  }

  private IllegalArgumentException none() {
    return new IllegalArgumentException(
        "data set emoji:%s: has no icons on this side of its split, %s"
            .formatted(selection, portion));
  }

  private Choice choose(long index) {
    if (icons.isEmpty()) {
      throw none();
    }
    Dice dice = new Dice(VERSION, View.checked(index));
    EmojiIcon icon = icons.get((int) (index % icons.size()));
    return new Choice(icon, dice.pick(selection.backgrounds()), dice);
  }

  @Override
  public Example example(long index) {
    Choice choice = choose(index);
    String caption = choice.caption(); // draws from the dice, and before the picture does
    Picture picture = draw(choice);
    boolean mirrored = flips && index >= icons.size() && choice.dice().chance(0.5);
    return new Example(mirrored ? Pictures.mirrored(picture) : picture, caption, labels(choice));
  }

  private Picture draw(Choice choice) {
    int rgb = Backgrounds.all().get(choice.background());
    int right = shift(choice.dice());
    int down = shift(choice.dice());
    int[] pixels = cache.pixels(choice.icon());
    boolean inked = !choice.icon().set().coloured();
    int[] drawn = new int[pixels.length];
    for (int i = 0; i < drawn.length; i++) {
      int x = i % resolution - right;
      int y = i / resolution - down;
      boolean inside = x >= 0 && y >= 0 && x < resolution && y < resolution;
      int argb = inside ? pixels[y * resolution + x] : 0;
      drawn[i] = Argb.over(inked ? ink(argb >>> 24, rgb) : argb, 0xFF000000 | rgb);
    }
    return Pictures.ofRgb(drawn, resolution);
  }

  private int shift(Dice dice) {
    return (int) Math.rint(dice.between(-SHIFT, SHIFT) * resolution);
  }

  /** Icons without colour are black, or white where black would not be seen. */
  private static int ink(int alpha, int background) {
    int level = ((background >> 16 & 255) + (background >> 8 & 255) + (background & 255)) / 3;
    int rgb = level < DARK ? WHITE : BLACK;
    int r = (rgb >> 16 & 255) * alpha / 255;
    int g = (rgb >> 8 & 255) * alpha / 255;
    int b = (rgb & 255) * alpha / 255;
    return alpha << 24 | r << 16 | g << 8 | b;
  }

  /** Returns the caption of an example without drawing its picture. */
  String caption(long index) {
    return choose(index).caption();
  }

  @Override
  public Map<String, String> labels(long index) {
    return labels(choose(index));
  }

  private static Map<String, String> labels(Choice choice) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(STYLE, choice.icon().set().name());
    labels.put(GROUP, choice.icon().name().group());
    labels.put(NAME, choice.icon().name().label());
    labels.put(BACKGROUND, choice.background());
    return labels;
  }

  @Override
  public String name() {
    return DATASET;
  }

  @Override
  public long size() {
    return icons.size();
  }

  @Override
  public boolean endless() {
    return false;
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public int resolution() {
    return resolution;
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return vocabulary;
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public String licences() {
    return EmojiLicences.of(selection.styles());
  }
}
