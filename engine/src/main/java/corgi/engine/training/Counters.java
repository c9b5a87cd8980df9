package corgi.engine.training;

/**
 * How far a training has come, over all its runs.
 *
 * @param steps optimiser steps
 * @param examples pictures seen
 * @param seconds spent training
 */
public record Counters(long steps, long examples, double seconds) {
  static final Counters ZERO = new Counters(0, 0, 0);

  Counters plus(int batch, double duration) {
    return new Counters(steps + 1, examples + batch, seconds + duration);
  }
}
