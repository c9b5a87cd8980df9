package corgi.engine.generation;

import corgi.engine.plugin.Spec;
import corgi.engine.sampling.diffusers.SchedulerSpec;

/**
 * The way from noise to picture. With neither a sampler nor a scheduler it is the one that the
 * model's own scheduler configuration asks for.
 *
 * @param sampler the numerical method, on times spaced as the model's configuration says; or null
 * @param scheduler a scheduler of diffusers, which brings its own method and times; or null
 * @param steps how many steps it makes
 * @param noise who draws the noise
 * @param size of the picture, or null for the size that the model was trained on
 */
public record Course(
    Spec sampler, SchedulerSpec scheduler, int steps, NoiseSource noise, PictureSize size) {
  /** What a request that says nothing gets. */
  public static final Course DEFAULT = new Course(Spec.parse("ddim"), 30);

  /**
   * @throws IllegalArgumentException if there is no step, or both a sampler and a scheduler
   */
  public Course {
    if (steps < 1) {
      throw new IllegalArgumentException("steps = " + steps + ": must be at least 1");
    }
    if (sampler != null && scheduler != null) {
      throw new IllegalArgumentException(
          "sampler '%s' and scheduler '%s': name one of the two".formatted(sampler, scheduler));
    }
  }

  /** A sampler's course with Corgi's noise. */
  public Course(Spec sampler, int steps) {
    this(sampler, null, steps, NoiseSource.CORGI, null);
  }

  /** Returns this with the numerical method replaced. */
  public Course sampler(Spec other) {
    return new Course(other, null, steps, noise, size);
  }

  /** Returns this with a scheduler of diffusers in place of what it had. */
  public Course scheduler(SchedulerSpec other) {
    return new Course(null, other, steps, noise, size);
  }

  /** Returns this with another number of steps. */
  public Course steps(int other) {
    return new Course(sampler, scheduler, other, noise, size);
  }

  /** Returns this with noise drawn by another. */
  public Course noise(NoiseSource other) {
    return new Course(sampler, scheduler, steps, other, size);
  }

  /** Returns this for pictures of another size; null for the model's own. */
  public Course size(PictureSize other) {
    return new Course(sampler, scheduler, steps, noise, other);
  }
}
