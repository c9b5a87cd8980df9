package corgi.engine.data;

import static corgi.engine.data.Lexicon.BACKGROUND;
import static corgi.engine.data.Lexicon.FACE;
import static corgi.engine.data.Lexicon.FIGURE;
import static corgi.engine.data.Lexicon.HEAD;
import static corgi.engine.data.Lexicon.STYLE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Says labels in words; {@link Captions} has the grammar. */
final class CaptionWriter {
  private static final double NAMES_BACKGROUND = 0.5;
  private static final double NAMES_STYLE = 0.1;

  /** Most captions keep to one wording, so that few have to be encoded while training. */
  private static final double FREELY_WORDED = 0.3;

  private static final double PLAIN_WORD = 0.6; // else one of the synonyms
  private static final List<String> LINKS = // seven in ten say "wearing"
      List.of(
          "wearing", "wearing", "wearing", "wearing", "wearing", "wearing", "wearing", "with",
          "with", "in");

  private CaptionWriter() {}

  /** One of many ways to say labels; background and style are often left unsaid. */
  static String write(Map<String, String> labels, Dice dice) {
    Map<String, String> said = new LinkedHashMap<>(labels);
    if (!dice.chance(NAMES_BACKGROUND)) {
      said.remove(BACKGROUND);
    }
    if (!dice.chance(NAMES_STYLE)) {
      said.remove(STYLE);
    }
    if (!dice.chance(FREELY_WORDED)) {
      return canonical(said);
    }
    Map<String, String> words = words(said, phrases -> phrase(phrases, dice));
    List<String> worn = worn(words);
    if (dice.chance(0.5)) {
      Collections.reverse(worn);
    }
    return sentence(words, worn, dice.pick(LINKS));
  }

  /** The one canonical way to say labels: all that they hold. */
  static String canonical(Map<String, String> labels) {
    Map<String, String> words = words(labels, phrases -> phrases.get(0));
    return sentence(words, worn(words), "wearing");
  }

  private static Map<String, String> words(
      Map<String, String> labels, Function<List<String>, String> choice) {
    Map<String, String> words = new LinkedHashMap<>();
    labels.forEach(
        (head, value) -> {
          List<String> phrases = Lexicon.portraits().phrases(head, value);
          if (!phrases.isEmpty()) {
            words.put(head, choice.apply(phrases));
          }
        });
    return words;
  }

  private static String phrase(List<String> phrases, Dice dice) {
    boolean plain = dice.chance(PLAIN_WORD) || phrases.size() == 1;
    return plain ? phrases.get(0) : dice.pick(phrases.subList(1, phrases.size()));
  }

  private static List<String> worn(Map<String, String> words) {
    List<String> worn = new ArrayList<>();
    for (String head : List.of(FACE, HEAD)) {
      if (words.containsKey(head)) {
        worn.add(words.get(head));
      }
    }
    return worn;
  }

  private static String sentence(Map<String, String> words, List<String> worn, String link) {
    return words.get(FIGURE)
        + (worn.isEmpty() ? "" : " " + link + " " + String.join(" and ", worn))
        + optional(words, BACKGROUND, colour -> " on a " + colour + " background")
        + optional(words, STYLE, style -> ", " + style + " style");
  }

  private static String optional(
      Map<String, String> words, String head, UnaryOperator<String> form) {
    String word = words.get(head);
    return word == null ? "" : form.apply(word);
  }
}
