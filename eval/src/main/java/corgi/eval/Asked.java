package corgi.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.PngTexts;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a PNG file says was asked for, as {@code gen} writes it. Nothing of it is trusted: what
 * cannot be read counts as not said.
 *
 * @param prompt the first prompt, or ""
 * @param labels by label head; empty if none were said
 * @param cost what it cost
 */
public record Asked(String prompt, Map<String, String> labels, Cost cost) {
  /** The keyword of what a real picture shows, which has no recipe. */
  public static final String EXAMPLE = "corgi-example";

  /** Nothing is known. */
  public static final Asked NOTHING = new Asked("", Map.of(), Cost.UNKNOWN);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public Asked {
    labels = Map.copyOf(labels);
  }

  /**
   * Reads what stands in a file.
   *
   * @param name what messages call it
   * @throws IOException if it is no PNG file
   */
  static Asked of(byte[] png, String name) throws IOException {
    Map<String, String> texts = PngTexts.read(png, name);
    JsonNode recipe = json(texts.getOrDefault(Drawing.KEYWORD, texts.get(EXAMPLE)));
    Map<String, String> labels = new TreeMap<>();
    recipe
        .path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    String prompt = recipe.path("prompts").path(0).asText("");
    return new Asked(prompt, labels, cost(json(texts.get(Drawing.COST))));
  }

  /** Returns the text of a real picture with that caption. */
  public static String example(String caption) {
    ObjectNode json = MAPPER.createObjectNode();
    json.putArray("prompts").add(caption);
    return json.toString();
  }

  private static Cost cost(JsonNode json) {
    try {
      return Cost.of(json);
    } catch (IllegalArgumentException e) {
      return Cost.UNKNOWN;
    }
  }

  private static JsonNode json(String text) {
    try {
      return text == null ? MissingNode.getInstance() : MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
