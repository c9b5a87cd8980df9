package corgi.engine.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The label heads of {@link Portraits}, the values of each, and the words for every value. */
final class Lexicon {
  static final String FIGURE = "figure";
  static final String FACE = "face";
  static final String HEAD = "head";
  static final String BACKGROUND = "background";
  static final String STYLE = "style";
  static final String NONE = "none";

  private static final Lexicon PORTRAITS = read();

  private final Map<String, Map<String, List<String>>> words;
  private final Map<String, List<String>> vocabulary = new LinkedHashMap<>();

  private Lexicon(Map<String, Map<String, List<String>>> words) {
    this.words = words;
    words.forEach((head, values) -> vocabulary.put(head, List.copyOf(values.keySet())));
  }

  static Lexicon portraits() {
    return PORTRAITS;
  }

  private static Lexicon read() {
    Map<String, Map<String, List<String>>> words = new LinkedHashMap<>();
    PortraitFiles.json("words.json")
        .fields()
        .forEachRemaining(
            head -> {
              Map<String, List<String>> values = new LinkedHashMap<>();
              head.getValue()
                  .fields()
                  .forEachRemaining(
                      value -> {
                        List<String> phrases = new ArrayList<>();
                        value.getValue().forEach(phrase -> phrases.add(phrase.asText()));
                        values.put(value.getKey(), List.copyOf(phrases));
                      });
              words.put(head.getKey(), values);
            });
    return new Lexicon(words);
  }

  /** The values of every label head, in class order. */
  Map<String, List<String>> vocabulary() {
    return Collections.unmodifiableMap(vocabulary);
  }

  /** The values of one label head, in class order. */
  List<String> values(String head) {
    return vocabulary.get(head);
  }

  /** The accessories one of which fills a label head: its values but "none". */
  List<String> accessories(String head) {
    return values(head).stream().filter(value -> !value.equals(NONE)).toList();
  }

  /**
   * The ways to say a value, the canonical one first.
   *
   * @throws IllegalArgumentException if the head has no such value
   */
  List<String> phrases(String head, String value) {
    List<String> phrases = words.get(head).get(value);
    if (phrases == null || phrases.isEmpty()) {
      throw new IllegalArgumentException(
          "%s = %s: cannot be said; known: %s".formatted(head, value, values(head)));
    }
    return phrases;
  }

  /** A value found at the start of a text, and the text after it. */
  record Found(String value, String rest) {}

  /** Returns the value whose phrase, article left out or not, is the longest start of a text. */
  Optional<Found> start(String head, String text) {
    String best = null;
    int longest = 0;
    for (var value : words.get(head).entrySet()) {
      for (String phrase : value.getValue()) {
        for (String form : List.of(phrase, phrase.replaceFirst("^an? ", ""))) {
          if (form.length() > longest && startsWithWords(text, form)) {
            best = value.getKey();
            longest = form.length();
          }
        }
      }
    }
    return best == null
        ? Optional.empty()
        : Optional.of(new Found(best, text.substring(longest).strip()));
  }

  /** Whether a text starts with these words, not only with these letters. */
  static boolean startsWithWords(String text, String words) {
    return text.startsWith(words)
        && (text.length() == words.length()
            || !Character.isLetterOrDigit(text.charAt(words.length())));
  }
}
