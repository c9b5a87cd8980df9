package corgi.engine.generation;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.sampling.Clipping;
import corgi.engine.schedule.Schedule;
import corgi.engine.schedule.Spacing;

/**
 * A model ready to draw.
 *
 * @param network what was trained, on {@code device}
 * @param habits how it wants to be asked
 * @param text how prompts reach it
 * @param image the shape of a picture, (C, H, W)
 * @param device where the network computes
 * @param companions what helps to steer
 */
record Model(
    Network network, Habits habits, Text text, Shape image, Device device, Companions companions) {
  /**
   * How a network wants to be asked.
   *
   * @param preconditioning what it puts out
   * @param schedule the noise it has seen
   * @param spacing how the times of a run are picked
   * @param clipping of x̂₀
   */
  record Habits(
      Preconditioning preconditioning, Schedule schedule, Spacing spacing, Clipping clipping) {}

  /**
   * How prompts reach a network.
   *
   * @param encoder of prompts
   * @param nullCondition the prompt that means no condition
   */
  record Text(CachedTextEncoder encoder, String nullCondition) {}
}
