package corgi.engine.data;

import static corgi.engine.data.Lexicon.BACKGROUND;
import static corgi.engine.data.Lexicon.FACE;
import static corgi.engine.data.Lexicon.FIGURE;
import static corgi.engine.data.Lexicon.HEAD;
import static corgi.engine.data.Lexicon.NONE;
import static corgi.engine.data.Lexicon.STYLE;

import corgi.engine.data.Lexicon.Found;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The language of {@link Portraits}, both ways:
 *
 * <pre>
 *   a|an FIGURE [wearing|with|in ACC [and ACC]] [on a COLOUR background] [, STYLE style]
 * </pre>
 *
 * with synonyms, such as shades for sunglasses, kept with the data. At most one accessory is worn
 * on the face and one on the head, in either order.
 */
public final class Captions {
  private static final List<String> LINKS = List.of("wearing", "with", "in");

  private Captions() {}

  /**
   * Returns the canonical caption, which says every label given.
   *
   * @param labels values by label head; at least a figure
   * @throws IllegalArgumentException if there is no figure, or a label head or value is unknown
   */
  public static String canonical(Map<String, String> labels) {
    if (!labels.containsKey(FIGURE)) {
      throw new IllegalArgumentException("labels " + labels + ": must have a figure");
    }
    return CaptionWriter.canonical(labels);
  }

  /**
   * Reads a caption or a prompt. Case, articles, double spaces and a full stop at the end do not
   * matter.
   *
   * @return figure, face and head ("none" if not worn), background and style only if they are
   *     named; empty if this is not a sentence of the grammar
   */
  public static Optional<Map<String, String>> parse(String prompt) {
    String text = prompt.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    text = text.replaceAll("’", "'").replaceAll("\\s*[.!]+$", "");
    Optional<Found> figure = Lexicon.portraits().start(FIGURE, text);
    if (figure.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(FIGURE, figure.get().value());
    labels.put(FACE, NONE);
    labels.put(HEAD, NONE);
    String rest = figure.get().rest();
    for (String link : LINKS) {
      if (rest.startsWith(link + " ")) {
        rest = worn(rest.substring(link.length() + 1), labels);
        break;
      }
    }
    rest = background(rest, labels);
    rest = style(rest, labels);
    return rest.isEmpty() ? Optional.of(labels) : Optional.empty();
  }

  /** Reads one or two accessories; what it cannot read stays. */
  private static String worn(String text, Map<String, String> labels) {
    String rest = accessory(text, labels);
    boolean another = !rest.equals(text) && rest.startsWith("and ");
    return another ? accessory(rest.substring(4), labels) : rest;
  }

  private static String accessory(String text, Map<String, String> labels) {
    for (String head : List.of(FACE, HEAD)) {
      Optional<Found> found = Lexicon.portraits().start(head, text);
      if (found.isPresent()) {
        boolean second = !labels.put(head, found.get().value()).equals(NONE);
        return second ? "two for one place" : found.get().rest();
      }
    }
    return text.isEmpty() ? "nothing" : text;
  }

  private static String background(String text, Map<String, String> labels) {
    String start = "on a ";
    if (!text.startsWith(start)) {
      return text;
    }
    Optional<Found> colour = Lexicon.portraits().start(BACKGROUND, text.substring(start.length()));
    if (colour.isEmpty() || !Lexicon.startsWithWords(colour.get().rest(), BACKGROUND)) {
      return text;
    }
    labels.put(BACKGROUND, colour.get().value());
    return colour.get().rest().substring(BACKGROUND.length()).strip();
  }

  private static String style(String text, Map<String, String> labels) {
    if (!text.startsWith(",")) {
      return text;
    }
    Optional<Found> style = Lexicon.portraits().start(STYLE, text.substring(1).strip());
    if (style.isEmpty() || !style.get().rest().equals(STYLE)) {
      return text;
    }
    labels.put(STYLE, style.get().value());
    return "";
  }
}
