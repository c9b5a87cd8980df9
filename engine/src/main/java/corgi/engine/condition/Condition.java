package corgi.engine.condition;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that a network is told about an image, such as its caption or its class: how an example
 * or a request says it, how the network hears it, and what it hears where nothing is said, the null
 * condition that guidance starts from. Threads may share one.
 */
public interface Condition extends AutoCloseable {
  /** The name on the command line, which is that of its {@link ConditionPlugin}. */
  String name();

  /** The share of training examples that are shown the null condition, in [0, 1]. */
  double dropped();

  /** What a network takes in, and the shape of one image's row. */
  Map<Port, Shape> ports();

  /**
   * Returns what a training lets the network know of a scene: all of it, unless requests are to
   * know less, as they know only a part of the picture.
   *
   * @param key of whatever is drawn at random
   */
  default Scene lesson(Scene scene, long key) {
    return scene;
  }

  /**
   * Returns what scenes say.
   *
   * @param scenes one for each image
   * @return a cue for each; empty where a scene says nothing
   * @throws IllegalArgumentException if a scene says what the network was not trained on
   */
  List<Optional<Cue>> cues(List<Scene> scenes);

  /** The null condition. */
  Cue none();

  /** All that {@link ConditionPlugin#read} needs to make it again, its name included. */
  ObjectNode toJson();

  @Override
  default void close() {}
}
