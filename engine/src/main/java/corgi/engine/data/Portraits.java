package corgi.engine.data;

import static corgi.engine.data.Lexicon.BACKGROUND;
import static corgi.engine.data.Lexicon.FACE;
import static corgi.engine.data.Lexicon.FIGURE;
import static corgi.engine.data.Lexicon.HEAD;
import static corgi.engine.data.Lexicon.NONE;
import static corgi.engine.data.Lexicon.STYLE;

import corgi.engine.data.Composition.Pose;
import corgi.engine.data.PortraitParts.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Small portraits such as "a cat wearing sunglasses": 21 emoji heads in up to seven drawing styles,
 * with glasses, masks and hats, on eight backgrounds. Figures, accessories and backgrounds are
 * balanced ({@link Deck} says how); half of the captions name the background and a tenth the style,
 * so a prompt may leave either out. Labels say everything, named or not.
 *
 * <p>The pairs of {@link #heldOutPairs} allow the question whether a model has learned what words
 * mean or only what it was shown: training on {@link Split#SEEN} leaves out every picture in which
 * such a figure and accessory meet, two-accessory ones included.
 */
public final class Portraits implements Dataset {
  /** The name on the command line. */
  public static final String NAME = "portraits";

  private static final int VERSION = 1; // raise it when the same index gives another example
  private static final double LEAST_ZOOM = 0.92;
  private static final double MOST_ZOOM = 1.04;
  private static final double SHIFT = 0.03; // of the frame

  /**
   * What to compose.
   *
   * @param resolution height and width in pixels, 8 to 1024
   * @param split which pictures
   */
  public record Options(int resolution, Split split) {
    public Options {
      Objects.requireNonNull(split, "split");
      if (resolution < 8 || resolution > 1024) {
        throw new IllegalArgumentException(
            "resolution = " + resolution + ": must be between 8 and 1024");
      }
    }
  }

  private final Options options;
  private final PortraitParts parts;
  private final Deck deck;
  private final List<String> backgrounds;

  public Portraits(Options options) {
    this.options = options;
    parts = PortraitParts.shared();
    deck = new Deck(parts, options.split());
    backgrounds = List.copyOf(parts.backgrounds.keySet());
  }

  /** The held-out pairs: figure and accessory, by label. */
  public static List<Map.Entry<String, String>> heldOutPairs() {
    return HoldOut.pairs().stream()
        .map(pair -> Map.entry(pair.figure(), pair.accessory()))
        .toList();
  }

  /** Whether labels contain a held-out pair; heads but figure, face and head do not matter. */
  public static boolean isHeldOut(Map<String, String> labels) {
    return HoldOut.holds(
        labels.getOrDefault(FIGURE, NONE),
        labels.getOrDefault(FACE, NONE),
        labels.getOrDefault(HEAD, NONE));
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Compositions × backgrounds × 2 for the mirror image; how each sits in the frame varies more.
   */
  @Override
  public long size() {
    return compositions() * backgrounds.size() * 2;
  }

  /** The number of different heads with accessories in this split. */
  public long compositions() {
    return compositions(0) + compositions(1) + compositions(2);
  }

  /** The number of different heads with so many accessories, 0 to 2, in this split. */
  public long compositions(int accessories) {
    return deck.count(accessories);
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public int resolution() {
    return options.resolution();
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return Lexicon.portraits().vocabulary();
  }

  @Override
  public Example example(long index) {
    Choice choice = choose(index);
    int rgb = parts.backgrounds.get(choice.background());
    Canvas canvas = new Canvas(options.resolution(), rgb);
    Map<String, Point> points = choice.composition().draw(canvas, choice.pose());
    if (choice.mirrored()) {
      canvas.mirror();
      points = Point.mirrored(points);
    }
    return new Example(canvas.picture(), choice.caption(), choice.labels(), points);
  }

  /** Returns the caption of an example without composing its picture. */
  public String caption(long index) {
    return choose(index).caption();
  }

  @Override
  public List<String> pointNames() {
    return List.of(Composition.LEFT_EYE, Composition.RIGHT_EYE, Composition.TOP);
  }

  /** Returns the labels of an example without composing its picture. */
  @Override
  public Map<String, String> labels(long index) {
    return choose(index).labels();
  }

  /** All that is random about an example. */
  private record Choice(
      Composition composition, String background, Pose pose, boolean mirrored, Dice dice) {
    String caption() {
      return CaptionWriter.write(labels(), dice);
    }

    Map<String, String> labels() {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put(FIGURE, composition.head().figure());
      labels.put(FACE, label(composition.face()));
      labels.put(HEAD, label(composition.hat()));
      labels.put(BACKGROUND, background);
      labels.put(STYLE, composition.head().style());
      return labels;
    }
  }

  private Choice choose(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("index = " + index + ": must not be negative");
    }
    Dice dice = new Dice(VERSION, index);
    Composition composition = deck.draw(dice);
    String background = dice.pick(backgrounds);
    Pose pose =
        new Pose(
            dice.between(LEAST_ZOOM, MOST_ZOOM),
            dice.between(-SHIFT, SHIFT),
            dice.between(-SHIFT, SHIFT));
    return new Choice(composition, background, pose, dice.chance(0.5), dice);
  }

  private static String label(Item item) {
    return item == null ? NONE : item.accessory();
  }

  @Override
  public String hash() {
    return PortraitHash.of(VERSION, options);
  }

  @Override
  public String heldOut() {
    if (options.split() != Split.SEEN) {
      return "nothing";
    }
    String pairs =
        heldOutPairs().stream()
            .map(pair -> pair.getKey() + " + " + pair.getValue())
            .collect(Collectors.joining(", "));
    return "pairs that never occur: " + pairs;
  }

  @Override
  public String licences() {
    return PortraitFiles.text("NOTICE");
  }
}
