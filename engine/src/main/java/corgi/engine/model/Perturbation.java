package corgi.engine.model;

import java.util.Set;

/**
 * A change to the network for one evaluation, as data: strategies name it, networks carry it out.
 *
 * @param name what is done, such as {@code identity-attention}
 * @param layers the blocks it is done in, by parameter prefix
 */
public record Perturbation(String name, Set<String> layers) {
  /** The network as it was trained. */
  public static final Perturbation NONE = new Perturbation("none", Set.of());

  public Perturbation {
    layers = Set.copyOf(layers);
  }
}
