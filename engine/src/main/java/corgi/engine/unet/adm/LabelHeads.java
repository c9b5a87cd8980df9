package corgi.engine.unet.adm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The questions a classifier answers, and the answers to choose from; their logits stand side by
 * side in this order.
 *
 * @param vocabulary the values of every label head, in class order
 */
public record LabelHeads(Map<String, List<String>> vocabulary) {
  private static final int MOST_VALUES = 10_000;

  /**
   * Where a head's logits stand.
   *
   * @param first the first logit
   * @param values in class order
   */
  public record Span(int first, List<String> values) {
    /** One beyond the last logit. */
    public int end() {
      return first + values.size();
    }
  }

  public LabelHeads {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    vocabulary.forEach(
        (head, values) -> {
          if (values.isEmpty() || values.size() > MOST_VALUES || !head.matches("[a-z]+")) {
            throw new IllegalArgumentException(
                "label head '%s' with %d values: must be a lower-case word with 1 to %d values"
                    .formatted(head, values.size(), MOST_VALUES));
          }
          copy.put(head, List.copyOf(values));
        });
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("labels {}: needs at least one label head");
    }
    vocabulary = Collections.unmodifiableMap(copy);
  }

  /** The heads with their places, in order. */
  public Map<String, Span> spans() {
    Map<String, Span> spans = new LinkedHashMap<>();
    int first = 0;
    for (var head : vocabulary.entrySet()) {
      spans.put(head.getKey(), new Span(first, head.getValue()));
      first += head.getValue().size();
    }
    return spans;
  }

  /**
   * Returns the values that stand in a sentence as words, of a head the longest one: "a photo of a
   * tabby cat" has the class {@code tabby_cat}.
   */
  public Map<String, String> in(String sentence) {
    String text = " " + words(sentence) + " ";
    Map<String, String> found = new LinkedHashMap<>();
    vocabulary.forEach(
        (head, values) ->
            values.stream()
                .filter(value -> text.contains(" " + words(value) + " "))
                .max(Comparator.comparingInt(String::length))
                .ifPresent(value -> found.put(head, value)));
    return found;
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  /** The number of logits. */
  public int size() {
    return vocabulary.values().stream().mapToInt(List::size).sum();
  }

  /**
   * Returns one row of all logits' places: 1 at the values that are named, 0 elsewhere.
   *
   * @param labels a value for some of the heads; the only head may go without its name, as ""
   * @throws IllegalArgumentException if a head or a value is unknown; the message lists the known
   */
  public float[] chosen(Map<String, String> labels) {
    float[] row = new float[size()];
    Map<String, Span> spans = spans();
    List<String> heads = new ArrayList<>(spans.keySet());
    labels.forEach(
        (head, value) -> {
          Span span = spans.get(head.isEmpty() && heads.size() == 1 ? heads.get(0) : head);
          if (head.isEmpty() && span == null) {
            throw new IllegalArgumentException(
                "label %s: of which head? Say HEAD=%s; known: %s"
                    .formatted(value, value, String.join(", ", heads)));
          }
          if (span == null) {
            throw new IllegalArgumentException(
                "label %s=%s: no head '%s'; known: %s"
                    .formatted(head, value, head, String.join(", ", heads)));
          }
          int index = span.values().indexOf(value);
          if (index < 0) {
            throw new IllegalArgumentException(
                "label %s=%s: no value '%s'; known: %s"
                    .formatted(head, value, value, String.join(", ", span.values())));
          }
          row[span.first() + index] = 1;
        });
    return row;
  }
}
