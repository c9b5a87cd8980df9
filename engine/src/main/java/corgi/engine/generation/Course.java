package corgi.engine.generation;

import corgi.engine.plugin.Spec;

/**
 * The way from noise to picture.
 *
 * @param sampler the numerical method
 * @param steps how many steps it makes
 */
public record Course(Spec sampler, int steps) {
  /** What a request that says nothing gets. */
  public static final Course DEFAULT = new Course(Spec.parse("ddim"), 30);

  /**
   * @throws IllegalArgumentException if there is no step
   */
  public Course {
    if (steps < 1) {
      throw new IllegalArgumentException("steps = " + steps + ": must be at least 1");
    }
  }
}
