package corgi.engine.generation;

import corgi.engine.plugin.Spec;
import java.util.List;

/**
 * How strongly and by what the drawing follows the prompt.
 *
 * @param gamma γ in ∇log p(x) + γ·∇log p(y|x): 0 ignores the prompt, 1 follows it as trained, more
 *     follows it harder; negative values flee from it
 * @param guidance strategies whose shifts add up, γ going to the first; empty for the default
 * @param modifiers what the strategies are wrapped in, innermost first; only the default guidance
 *     comes with some
 */
public record Steering(double gamma, List<Spec> guidance, List<Spec> modifiers) {
  /** The γ of a request that says none. */
  public static final double DEFAULT_GAMMA = 4;

  private static final List<Spec> PRESET = List.of(Spec.parse("cfg"));
  private static final List<Spec> PRESET_MODIFIERS = List.of();

  /**
   * @throws IllegalArgumentException if γ is not a finite number
   */
  public Steering {
    if (!Double.isFinite(gamma)) {
      throw new IllegalArgumentException(
          "gamma = %s: must be a finite number, such as 4".formatted(gamma));
    }
    guidance = List.copyOf(guidance);
    modifiers = List.copyOf(modifiers);
  }

  /** Returns this with the default strategies written out, where neither kind was named. */
  public Steering resolved() {
    if (!guidance.isEmpty()) {
      return this;
    }
    return new Steering(gamma, PRESET, modifiers.isEmpty() ? PRESET_MODIFIERS : modifiers);
  }
}
