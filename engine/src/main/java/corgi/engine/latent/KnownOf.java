package corgi.engine.latent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.data.Example;
import corgi.engine.data.Point;
import java.util.List;
import java.util.Map;

/**
 * What is known of a picture besides itself.
 *
 * @param caption of {@link Example}
 * @param labels of {@link Example}
 * @param points of {@link Example}
 */
record KnownOf(String caption, Map<String, String> labels, Map<String, Point> points) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns one text of all. */
  static String write(List<Example> examples) {
    try {
      return JSON.writeValueAsString(
          examples.stream().map(e -> new KnownOf(e.caption(), e.labels(), e.points())).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // texts and numbers
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  static List<KnownOf> read(String text) {
    try {
      return JSON.readValue(text, new TypeReference<List<KnownOf>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "what is known of the pictures: " + e.getOriginalMessage(), e);
    }
  }
}
