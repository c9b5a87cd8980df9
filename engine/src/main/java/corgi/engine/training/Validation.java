package corgi.engine.training;

import corgi.engine.data.Dataset;

/**
 * When a training is measured on pictures that it never meets, and on how many. Measuring changes
 * no weight.
 *
 * @param dataset the pictures
 * @param examples how many of them, at each of ten levels of noise
 * @param steps measure whenever so many more are made, or {@link #AT_SAVES}
 */
public record Validation(Dataset dataset, int examples, long steps) {
  /** Measure whenever a state is saved. */
  public static final long AT_SAVES = 0;

  /** As many as six or seven steps of training cost. */
  private static final int USUAL = 64;

  /** Measures on the usual number of pictures at every save. */
  public Validation(Dataset dataset) {
    this(dataset, USUAL, AT_SAVES);
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range, or there are no pictures
   */
  public Validation {
    if (examples < 1 || steps < 0) {
      throw new IllegalArgumentException(
          "validation on %d pictures every %d steps: must be at least one picture and one step"
              .formatted(examples, steps));
    }
    if (dataset.size() == 0) {
      throw new IllegalArgumentException(
          "data set %s: nothing was kept from training to validate on".formatted(dataset.name()));
    }
  }

  /** Returns this, measuring by steps. */
  public Validation everySteps(long count) {
    return new Validation(dataset, examples, count);
  }

  /** Whether it is time to measure after a step. */
  boolean due(Counters now) {
    return steps != AT_SAVES && now.steps() % steps == 0;
  }
}
