package corgi.engine.training;

import corgi.engine.condition.Told;

/**
 * The examples of one step with what the network is told of them, composed on another thread.
 *
 * @param noised the pictures
 * @param told one row for each picture
 */
record Batch(Noised noised, Told told) {
  /** Returns some of the examples. */
  Batch rows(Batches.Part part) {
    return new Batch(noised.rows(part), told.rows(part.from(), part.to()));
  }
}
