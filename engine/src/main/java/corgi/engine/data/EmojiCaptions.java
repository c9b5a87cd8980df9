package corgi.engine.data;

import static corgi.engine.data.Lexicon.BACKGROUND;
import static corgi.engine.data.Lexicon.STYLE;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language of {@link Emoji}, both ways:
 *
 * <pre>
 *   THING [on a COLOUR background] [, STYLE style]
 * </pre>
 *
 * such as "a slice of pizza on a blue background, noto style".
 */
final class EmojiCaptions {
  static final String NAME = "name";
  static final String GROUP = "group";

  private static final double NAMES_BACKGROUND = 0.5;
  private static final double NAMES_STYLE = 0.5;

  /** Most captions keep to one wording, so that few have to be encoded while training. */
  private static final double PLAIN = 0.8;

  private static final Pattern CAPTION =
      Pattern.compile("(.+?)(?: on an? (\\w+) background)?(?:, ([\\w -]+) style)?");
  private static final Pattern ARTICLE = Pattern.compile("^(?:an?|the) ");

  private static EmojiCaptions shared;

  private final Map<String, EmojiName> things = new HashMap<>();
  private final Map<String, String> styles = new HashMap<>();

  private EmojiCaptions() {
    for (EmojiName name : EmojiCatalogue.shared().names()) {
      name.ways().forEach(way -> things.putIfAbsent(thing(way), name));
    }
    EmojiCatalogue.shared().words().styles().forEach((style, word) -> styles.put(word, style));
  }

  /** Returns the captions, which are learned at the first call. */
  static synchronized EmojiCaptions shared() {
    if (shared == null) {
      shared = new EmojiCaptions();
    }
    return shared;
  }

  /** One of several ways to say what a picture shows; background and style may be left unsaid. */
  static String write(EmojiIcon icon, String background, Dice dice) {
    EmojiName name = icon.name();
    boolean named = dice.chance(NAMES_BACKGROUND);
    boolean styled = dice.chance(NAMES_STYLE);
    String thing = dice.chance(PLAIN) ? name.ways().get(0) : dice.pick(name.ways());
    String style = EmojiCatalogue.shared().words().styles().get(icon.set().name());
    return thing
        + (named ? " on a " + background + " background" : "")
        + (styled ? ", " + style + " style" : "");
  }

  /**
   * Reads a caption or a prompt. Case, articles, double spaces and a full stop at the end do not
   * matter.
   *
   * @return name and group, and style and background if they are named; empty if this is not a
   *     sentence of the grammar
   */
  Optional<Map<String, String>> parse(String prompt) {
    String text = prompt.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    Matcher caption = CAPTION.matcher(text.replace('’', '\'').replaceAll("\\s*[.!]+$", ""));
    if (!caption.matches()) {
      return Optional.empty();
    }
    EmojiName name = things.get(thing(caption.group(1)));
    String background = caption.group(2);
    String style = caption.group(3);
    boolean known =
        name != null
            && (background == null || Backgrounds.all().containsKey(background))
            && (style == null || styles.containsKey(style));
    if (!known) {
      return Optional.empty();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(NAME, name.label());
    labels.put(GROUP, name.group());
    if (background != null) {
      labels.put(BACKGROUND, background);
    }
    if (style != null) {
      labels.put(STYLE, styles.get(style));
    }
    return Optional.of(labels);
  }

  private static String thing(String way) {
    return ARTICLE.matcher(way.toLowerCase(Locale.ROOT)).replaceFirst("");
  }
}
