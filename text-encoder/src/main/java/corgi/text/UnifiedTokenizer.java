package corgi.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A tokenizer's folder as transformers 5 writes it, with the files that earlier releases wrote: the
 * vocabulary, the pairs and the added tokens all stand in one {@code tokenizer.json}. Its other
 * content, a program of normalisers, is not looked at: the tokenizers here are that program.
 *
 * @param files the folder
 * @param json its {@code tokenizer.json}
 */
record UnifiedTokenizer(TextFiles files, ObjectNode json) implements TextFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String UNIFIED = "tokenizer.json";

  /** Returns a folder that has the earlier files: itself, if it has them or no unified one. */
  static TextFiles of(TextFiles files, String vocabulary) throws IOException {
    Optional<InputStream> earlier = files.find(vocabulary);
    if (earlier.isPresent()) {
      earlier.get().close();
      return files;
    }
    Optional<ObjectNode> unified = JsonFile.find(files, UNIFIED);
    return unified.isPresent() ? new UnifiedTokenizer(files, unified.get()) : files;
  }

  @Override
  public InputStream open(String name) throws IOException {
    return switch (name) {
      case "vocab.json" -> stream(MAPPER.writeValueAsBytes(model("BPE").path("vocab")));
      case "merges.txt" -> stream(merges().getBytes(StandardCharsets.UTF_8));
      case "vocab.txt" -> stream(lines().getBytes(StandardCharsets.UTF_8));
      case "tokenizer_config.json" -> stream(MAPPER.writeValueAsBytes(settings()));
      default -> files.open(name);
    };
  }

  @Override
  public String source(String name) {
    return files.source(UNIFIED);
  }

  private static InputStream stream(byte[] content) {
    return new ByteArrayInputStream(content);
  }

  private JsonNode model(String type) throws IOException {
    JsonNode model = json.path("model");
    if (!model.path("type").asText().equals(type)) {
      throw bad("model.type = %s: expected %s".formatted(model.path("type"), type));
    }
    if (!model.path("vocab").isObject()) {
      throw bad("model.vocab must be an object of tokens and ids");
    }
    return model;
  }

  /** A pair is a list of two, or as tokenizers before 0.20 had it a text with a space between. */
  private String merges() throws IOException {
    StringBuilder lines = new StringBuilder("#version: 0.2\n");
    for (JsonNode pair : model("BPE").path("merges")) {
      boolean two = pair.isArray() && pair.size() == 2;
      lines.append(two ? pair.get(0).asText() + ' ' + pair.get(1).asText() : pair.asText());
      lines.append('\n');
    }
    return lines.toString();
  }

  private String lines() throws IOException {
    JsonNode vocabulary = model("WordPiece").path("vocab");
    String[] lines = new String[vocabulary.size()];
    for (var token : vocabulary.properties()) {
      JsonNode id = token.getValue();
      boolean whole = id.isIntegralNumber() && id.canConvertToInt();
      if (!whole || id.asInt() < 0 || id.asInt() >= lines.length || lines[id.asInt()] != null) {
        throw bad(
            "token '%s' has the id %s: expected the numbers from 0 to %d once each"
                .formatted(token.getKey(), id, lines.length - 1));
      }
      lines[id.asInt()] = token.getKey();
    }
    return String.join("\n", lines);
  }

  private ObjectNode settings() throws IOException {
    ObjectNode settings =
        JsonFile.find(files, "tokenizer_config.json").orElseGet(MAPPER::createObjectNode);
    ObjectNode added = MAPPER.createObjectNode();
    json.path("added_tokens").forEach(token -> added.set(token.path("id").asText(), token));
    settings.set("added_tokens_decoder", added);
    return settings;
  }

  private IOException bad(String problem) {
    return new IOException("%s: %s".formatted(files.source(UNIFIED), problem));
  }
}
