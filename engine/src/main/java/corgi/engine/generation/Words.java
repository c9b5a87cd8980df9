package corgi.engine.generation;

import java.util.List;

/**
 * What is asked for in words.
 *
 * @param prompts the first is what is drawn; others are there for strategies that combine several
 * @param negative what takes the place of the null condition, or null for none
 */
public record Words(List<String> prompts, String negative) {
  /**
   * @throws IllegalArgumentException if there is no prompt or one is blank
   */
  public Words {
    prompts = List.copyOf(prompts);
    if (prompts.isEmpty() || prompts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "the prompt is empty: say what to draw, such as \"a cat wearing sunglasses\"");
    }
    if (negative != null && negative.isBlank()) {
      throw new IllegalArgumentException("the negative prompt is empty: leave it out instead");
    }
  }

  /** The prompt that is drawn. */
  public String prompt() {
    return prompts.get(0);
  }
}
