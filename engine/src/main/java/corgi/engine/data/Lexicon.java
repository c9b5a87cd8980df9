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

  /** A phrase with or without its article. */
  private record Form(String words, String value) {}

  private final Map<String, Map<String, List<String>>> words;
  private final Map<String, List<String>> vocabulary = new LinkedHashMap<>();
  private final Map<String, List<Form>> forms = new LinkedHashMap<>();

  private Lexicon(Map<String, Map<String, List<String>>> words) {
    this.words = words;
    words.forEach((head, values) -> forms.put(head, forms(values)));
    words.forEach((head, values) -> vocabulary.put(head, List.copyOf(values.keySet())));
  }

  private static List<Form> forms(Map<String, List<String>> values) {
    List<Form> forms = new ArrayList<>();
    values.forEach(
        (value, phrases) -> {
          for (String phrase : phrases) {
            forms.add(new Form(phrase, value));
            forms.add(new Form(phrase.replaceFirst("^an? ", ""), value));
          }
        });
    return forms;
  }

  static Lexicon portraits() {
    return PORTRAITS;
  }

  private static Lexicon read() {
    Map<String, Map<String, List<String>>> words = new LinkedHashMap<>();
    for (var head : PortraitFiles.json("words.json").properties()) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      for (var value : head.getValue().properties()) {
        List<String> phrases = new ArrayList<>();
        value.getValue().forEach(phrase -> phrases.add(phrase.asText()));
        values.put(value.getKey(), List.copyOf(phrases));
      }
      words.put(head.getKey(), values);
    }
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

  /**
   * The ways to say a value, the canonical one first; there is none for "none".
   *
   * @throws IllegalArgumentException if there is no such head or it has no such value
   */
  List<String> phrases(String head, String value) {
    Map<String, List<String>> known = words.get(head);
    if (known == null) {
      throw new IllegalArgumentException(
          "no label head '%s'; known: %s".formatted(head, words.keySet()));
    }
    if (!known.containsKey(value)) {
      throw new IllegalArgumentException(
          "%s = %s: known: %s".formatted(head, value, known.keySet()));
    }
    return known.get(value);
  }

  /** A value found at the start of a text, and the text after it. */
  record Found(String value, String rest) {}

  /** Returns the value whose phrase, article left out or not, is the longest start of a text. */
  Optional<Found> start(String head, String text) {
    Form best = null;
    for (Form form : forms.get(head)) {
      boolean longer = best == null || form.words().length() > best.words().length();
      if (longer && startsWithWords(text, form.words())) {
        best = form;
      }
    }
    return Optional.ofNullable(best)
        .map(form -> new Found(form.value(), text.substring(form.words().length()).strip()));
  }

  /** Whether a text starts with these words, not only with these letters. */
  static boolean startsWithWords(String text, String words) {
    return text.startsWith(words)
        && (text.length() == words.length()
            || !Character.isLetterOrDigit(text.charAt(words.length())));
  }
}
