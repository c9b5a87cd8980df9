package corgi.engine.data;

import java.util.List;
import java.util.Map;

/**
 * Labelled or captioned pictures. An example is a pure function of its index, so training is
 * repeatable and can go on exactly where it stopped; any thread may ask.
 */
public interface Dataset {
  /** The name on the command line. */
  String name();

  /**
   * The number of different examples, chance variation such as shifts not counted. Indices at or
   * beyond it are valid too.
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
   * Whether indices beyond {@link #size} give examples that differ in more than chance, so that
   * some can be kept from training.
   */
  default boolean endless() {
    return true;
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
