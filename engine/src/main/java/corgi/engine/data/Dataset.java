package corgi.engine.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Labelled or captioned pictures. An example is a pure function of its index, so training is
 * repeatable and can go on exactly where it stopped; any thread may ask.
 */
public interface Dataset {
  /** The name on the command line. */
  String name();

  /**
   * The number of different examples, chance variation such as shifts not counted. Indices at or
   * beyond it are valid too: where examples end, index mod size is which and index / size the pass,
   * in which only chance, such as mirroring, differs. It is 0 where a side of a split was asked for
   * on which there is nothing; such a data set has no examples.
   */
  long size();

  /** The channels of every picture. */
  int channels();

  /** The height and width of every picture. */
  int resolution();

  /** The label heads and the values of each, in class order. */
  Map<String, List<String>> vocabulary();

  /**
   * Returns an example; the same index gives the same pixels, caption and labels.
   *
   * @param index 0 or more
   */
  Example example(long index);

  /**
   * Returns the labels of an example; overridden where they are known without its picture.
   *
   * @param index 0 or more
   */
  default Map<String, String> labels(long index) {
    return example(index).labels();
  }

  /** The names of the points that examples have, in the order in which networks are told them. */
  default List<String> pointNames() {
    return List.of();
  }

  /**
   * Whether indices beyond {@link #size} give examples that differ in more than chance, so that
   * some can be kept from training.
   */
  default boolean endless() {
    return true;
  }

  /**
   * Returns how large a picture is before it is framed, without a substitute if it cannot be read.
   *
   * @param index 0 or more
   * @return empty if the picture cannot be read
   */
  default Optional<Original> original(long index) {
    return Optional.of(new Original(resolution(), resolution(), channels()));
  }

  /**
   * Returns the bytes that a picture is stored as, without a substitute if it cannot be read.
   *
   * @param index 0 or more
   * @return empty where pictures are composed
   */
  default Optional<Stored> stored(long index) {
    return Optional.empty();
  }

  /**
   * A picture as it was found.
   *
   * @param width in pixels
   * @param height in pixels
   * @param channels 1 or 3, transparency not counted
   */
  record Original(int width, int height, int channels) {}

  /**
   * The pictures that could not be read so far, a line on each; the next that can be read took the
   * place of each.
   */
  default List<String> unreadable() {
    return List.of();
  }

  /** A hash of everything the examples depend on: sources, options, code version. */
  String hash();

  /** What these examples leave out to test generalisation, in words. */
  default String heldOut() {
    return "nothing";
  }

  /** The licences and sources of the pictures, for the model card. */
  String licences();
}
