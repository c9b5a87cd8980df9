package corgi.engine.generation;

import ai.djl.Device;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Network;
import corgi.engine.sampling.Clipping;

/**
 * A model ready to draw.
 *
 * @param network what was trained, on {@code device}
 * @param habits how it wants to be asked
 * @param prompting how what is asked for reaches it
 * @param frame what it draws in
 * @param device where the network computes
 * @param companions what helps to steer
 * @param defaults what suits it
 */
record Model(
    Network network,
    Habits habits,
    Prompting prompting,
    Frame frame,
    Device device,
    Companions companions,
    Defaults defaults) {
  /**
   * How a network wants to be asked.
   *
   * @param planner of its runs
   * @param variance how a learned variance is read
   * @param clipping of its answers, before guidance sees them
   * @param threads that one operation of it uses
   */
  record Habits(Planner planner, LearnedVariance variance, Clipping clipping, int threads) {}
}
