package corgi.engine.data;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures that are counted and named, each of any size: all that {@link ListedDataset} needs to
 * make a data set of them. Nothing but {@link #read} opens a picture; any thread may ask.
 */
public interface PictureList {
  /** The name of the data set, and what of it: {@code folder:pets}. */
  String title();

  /** The number of pictures. */
  int size();

  /** The channels of the pictures, 1 or 3. */
  int channels();

  /** The label heads and the values of each, in class order. */
  Map<String, List<String>> vocabulary();

  /**
   * What a picture is, whatever else is in the list: decides on which side of a split it is, so
   * pictures that are the same should say the same.
   */
  String identity(int number);

  /** The side of a split of the list's own that a picture is on. */
  default Optional<Part> side(int number) {
    return Optional.empty();
  }

  /**
   * Reads a picture.
   *
   * @throws IOException if it cannot be read; the message names it and says why
   */
  Decoded read(int number) throws IOException;

  /** The bytes that a picture is stored as; empty where it is not stored. */
  default Optional<Stored> stored(int number) {
    return Optional.empty();
  }

  /** What a picture shows, in words. */
  String caption(int number);

  /** One value per label head; absent heads are not labelled. */
  Map<String, String> labels(int number);

  /** What the list itself had to pass over, a line on each. */
  default List<String> unreadable() {
    return List.of();
  }

  /** What is around a picture that does not fill the square, as RGB. */
  default int margin() {
    return 0xFFFFFF;
  }

  /** A hash of the pictures and all that is said of them, or of what tells them apart. */
  String hash();

  /** The licences and sources of the pictures. */
  String licences();
}
