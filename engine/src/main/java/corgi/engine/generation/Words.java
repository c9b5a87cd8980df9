package corgi.engine.generation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is asked for.
 *
 * @param prompts the first is what is drawn; others are there for strategies that combine several;
 *     empty for models that are told no text
 * @param negative what takes the place of the null condition, or null for none
 * @param labels what a classifier is to see, by label head; empty to read it off the prompt
 */
public record Words(List<String> prompts, String negative, Map<String, String> labels) {
  /** Words without labels. */
  public Words(List<String> prompts, String negative) {
    this(prompts, negative, Map.of());
  }

  /**
   * @throws IllegalArgumentException if a prompt is blank, or the negative one
   */
  public Words {
    prompts = List.copyOf(prompts);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels)); // in one order for every recipe
    if (prompts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "the prompt is empty: say what to draw, such as \"a cat wearing sunglasses\"");
    }
    if (negative != null && negative.isBlank()) {
      throw new IllegalArgumentException("the negative prompt is empty: leave it out instead");
    }
  }

  /** The prompt that is drawn, or "" where there is none. */
  public String prompt() {
    return prompts.isEmpty() ? "" : prompts.get(0);
  }

  /** What a picture is called after: the prompt, or else the labels, or else "". */
  public String title() {
    return prompts.isEmpty() ? String.join(" ", labels.values()) : prompt();
  }
}
