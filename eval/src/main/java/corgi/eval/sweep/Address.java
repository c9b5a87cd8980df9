package corgi.eval.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.Sha256;
import corgi.engine.generation.Recipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/**
 * Names of cells by what their pictures depend on: the whole request but its seeds, the hashes of
 * all weights, and {@link #NUMERICS}. Where a model lies, and which release of Corgi draws, does
 * not change pictures and is left out.
 */
final class Address {
  /** To be raised with every change by which an unchanged request draws other bytes. */
  static final int NUMERICS = 1;

  private static final int DIGITS = 16;
  private static final List<String> BESIDE =
      List.of("corgi", "seeds", "model", "classifier", "weak");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Address() {}

  /** Returns {@value #DIGITS} hexadecimal digits. */
  static String of(Recipe recipe) {
    try {
      TreeMap<String, Object> content =
          MAPPER.readValue(recipe.toJson(), new TypeReference<TreeMap<String, Object>>() {});
      BESIDE.forEach(content::remove);
      content.put("numerics", NUMERICS);
      byte[] text = MAPPER.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
      String hash = Sha256.of(text);
      return hash.substring(hash.indexOf(':') + 1).substring(0, DIGITS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // it is our own JSON
    }
  }
}
