package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the JSON of a safetensors header token by token, so that no hostile tree is ever built. */
final class HeaderParser {
  private static final int HIGHEST_RANK = 16;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8, whatever it looks like
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(20).build())
          .build();

  private final String source;
  private final Map<String, Extent> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  HeaderParser(String source) {
    this.source = source;
  }

  Map<String, Extent> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  void parse(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "the header");
      for (String key; (key = parser.nextFieldName()) != null; ) {
        String what = key.equals("__metadata__") ? key : "tensor " + quote(key);
        expect(parser, parser.nextToken(), JsonToken.START_OBJECT, what);
        if (key.equals("__metadata__")) {
          readMetadata(parser);
        } else {
          tensors.put(key, readTensor(parser, key));
        }
      }
      if (parser.nextToken() != null) {
        throw new CheckpointException(source, "the header goes on behind its JSON object");
      }
    } catch (JsonProcessingException e) {
      String reason = quote(String.valueOf(e.getOriginalMessage()));
      throw new CheckpointException(source, "header is not valid JSON: " + reason, e);
    }
  }

  private void readMetadata(JsonParser parser) throws IOException {
    for (String key; (key = parser.nextFieldName()) != null; ) {
      expect(parser, parser.nextToken(), JsonToken.VALUE_STRING, "__metadata__ " + quote(key));
      metadata.put(key, parser.getText());
    }
  }

  private Extent readTensor(JsonParser parser, String name) throws IOException {
    StoredType type = null;
    long[] shape = null;
    long[] offsets = null;
    for (String key; (key = parser.nextFieldName()) != null; ) {
      String what = "tensor %s: %s".formatted(quote(name), quote(key));
      switch (key) {
        case "dtype" -> type = readType(parser, what);
        case "shape" -> shape = readLongs(parser, what, HIGHEST_RANK);
        case "data_offsets" -> offsets = readLongs(parser, what, 2);
        default ->
            throw new CheckpointException(
                source, what + ": expected only dtype, shape and data_offsets");
      }
    }
    if (type == null || shape == null || offsets == null || offsets.length != 2) {
      throw new CheckpointException(
          source,
          "tensor %s: expected a dtype, a shape and two data_offsets".formatted(quote(name)));
    }
    if (offsets[0] > offsets[1]) {
      throw new CheckpointException(
          source,
          "tensor %s: data_offsets are %s: expected begin ≤ end"
              .formatted(quote(name), Arrays.toString(offsets)));
    }
    return new Extent(new StoredTensor(name, type, new Shape(shape)), offsets[0], offsets[1]);
  }

  private StoredType readType(JsonParser parser, String what) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.VALUE_STRING, what);
    String text = parser.getText();
    for (StoredType type : StoredType.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw new CheckpointException(
        source,
        "%s is %s: expected one of %s"
            .formatted(what, quote(text), Arrays.toString(StoredType.values())));
  }

  private long[] readLongs(JsonParser parser, String what, int most) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.START_ARRAY, what);
    long[] values = new long[most];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser, parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
      long value = parser.getLongValue();
      if (value < 0 || count == most) {
        throw new CheckpointException(
            source, "%s holds %d: expected at most %d numbers ≥ 0".formatted(what, value, most));
      }
      values[count++] = value;
    }
    return Arrays.copyOf(values, count);
  }

  private void expect(JsonParser parser, JsonToken found, JsonToken expected, String what)
      throws IOException {
    if (found != expected) {
      throw new CheckpointException(
          source,
          "%s is %s: expected %s"
              .formatted(
                  what,
                  quote(found == null ? "nothing" : String.valueOf(parser.getText())),
                  expected.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
  }
}
