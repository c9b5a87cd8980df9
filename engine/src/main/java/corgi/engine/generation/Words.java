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
 * @param skipped how many of the text encoder's last blocks the prompts do not go through, {@code
 *     clip_skip} in diffusers; what is steered away from goes through all, as there
 */
public record Words(
    List<String> prompts, String negative, Map<String, String> labels, int skipped) {
  /** Words that go through all of a text encoder. */
  public Words(List<String> prompts, String negative, Map<String, String> labels) {
    this(prompts, negative, labels, 0);
  }

  /** Words without labels. */
  public Words(List<String> prompts, String negative) {
    this(prompts, negative, Map.of());
  }

  /**
   * @throws IllegalArgumentException if the negative prompt is blank, or {@code skipped} negative
   */
  public Words {
    prompts = List.copyOf(prompts);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels)); // in one order for every recipe
    if (negative != null && negative.isBlank()) {
      throw new IllegalArgumentException("the negative prompt is empty: leave it out instead");
    }
    if (skipped < 0) {
      throw new IllegalArgumentException("clip_skip = %d: must be at least 0".formatted(skipped));
    }
  }

  /** Returns this with other prompts. */
  Words prompts(List<String> others) {
    return new Words(others, negative, labels, skipped);
  }

  /** Returns this with another negative prompt, or null for none. */
  Words negative(String text) {
    return new Words(prompts, text, labels, skipped);
  }

  /** Returns this with other labels. */
  Words labels(Map<String, String> others) {
    return new Words(prompts, negative, others, skipped);
  }

  /** Returns this with another number of skipped blocks. */
  Words skipped(int blocks) {
    return new Words(prompts, negative, labels, blocks);
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
