package corgi.engine.generation;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Datasets;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.Likelihood;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.sampling.Clipping;
import corgi.engine.schedule.Schedule;
import corgi.engine.schedule.Spacing;
import corgi.engine.unet.adm.NoisyClassifier;

/**
 * A model ready to draw.
 *
 * @param network what was trained, on {@code device}
 * @param habits how it wants to be asked
 * @param text how prompts reach it
 * @param image the shape of a picture, (C, H, W)
 * @param device where the network computes
 * @param classifier of noisy pictures, or null
 */
record Model(
    Network network, Habits habits, Text text, Shape image, Device device, Labeller classifier) {
  /**
   * A classifier of noisy pictures.
   *
   * @param network the classifier
   * @param data the name of the data set it learned from, whose grammar reads prompts
   */
  record Labeller(NoisyClassifier network, String data) {
    /**
     * Returns how well noisy pictures fit what is asked for.
     *
     * @throws IllegalArgumentException if there are no labels and the prompt says none
     */
    Likelihood likelihood(Words words) {
      if (!words.labels().isEmpty()) {
        return network.of(words.labels());
      }
      return network.of(
          Datasets.labels(data, words.prompt())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "'%.60s' is no sentence that %s reads labels off: say them, such as %s"
                              .formatted(words.prompt(), data, example()))));
    }

    private String example() {
      var head = network.heads().vocabulary().entrySet().iterator().next();
      return "--label %s=%s".formatted(head.getKey(), head.getValue().get(0));
    }
  }

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
