package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** The small JSON files of a checkpoint. */
public final class CheckpointJson {
  private static final int LONGEST = 1 << 20;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8, whatever it looks like
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(32).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of later versions
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private CheckpointJson() {}

  /**
   * Reads a file that holds a JSON object of at most a mebibyte.
   *
   * @throws CheckpointException if it is missing, too long or something else
   */
  public static ObjectNode read(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    return read(
        new ModelFiles.Folder(absolute.getParent()), String.valueOf(absolute.getFileName()));
  }

  /** Reads a JSON object of at most a mebibyte. */
  static ObjectNode read(ModelFiles files, String name) throws IOException {
    try (InputStream in = files.open(name)) {
      return read(in, files.source(name), LONGEST);
    }
  }

  /**
   * Reads a stream that holds a JSON object.
   *
   * @param source what messages call it
   * @param longest how many bytes it may have
   * @throws CheckpointException if it is too long or something else
   */
  public static ObjectNode read(InputStream in, String source, int longest) throws IOException {
    try {
      JsonNode json = MAPPER.readTree(SmallFile.read(in, source, longest));
      if (json instanceof ObjectNode object) {
        return object;
      }
      throw new CheckpointException(
          source,
          json.isMissingNode()
              ? "is empty: expected a JSON object"
              : "holds a JSON %s: expected a JSON object"
                  .formatted(json.getNodeType().name().toLowerCase(Locale.ROOT)));
    } catch (JsonProcessingException e) {
      throw new CheckpointException(source, "is not valid JSON: " + reason(e), e);
    }
  }

  /** Reads a record from its JSON object. */
  static <T> T convert(String source, ObjectNode json, Class<T> type) throws CheckpointException {
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonMappingException e) {
      String path =
          e.getPath().stream()
              .map(reference -> String.valueOf(reference.getFieldName()))
              .collect(Collectors.joining("."));
      String where = path.isEmpty() || e instanceof ValueInstantiationException ? "" : path + ": ";
      throw new CheckpointException(source, where + reason(e), e);
    } catch (JsonProcessingException e) {
      throw new CheckpointException(source, reason(e), e);
    }
  }

  /** A refusing constructor says it best; else the parser's first line. */
  private static String reason(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException refusal
        ? refusal.getMessage()
        : quote(String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Returns a record as a JSON object. */
  static ObjectNode of(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Returns the bytes of a file. */
  static byte[] bytes(ObjectNode json) {
    return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
