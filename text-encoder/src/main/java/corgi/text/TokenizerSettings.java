package corgi.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the small files of a tokenizer's folder say: {@code tokenizer_config.json}, and where that
 * does not list the added tokens, as older ones do not, {@code special_tokens_map.json} and {@code
 * added_tokens.json}. None of them need be there.
 */
final class TokenizerSettings {
  private static final String LISTED = "added_tokens_decoder";
  private static final String MORE = "additional_special_tokens";
  private static final List<String> SPECIAL =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  private final String source;
  private final ObjectNode json;
  private final Map<AddedToken, Integer> listed = new LinkedHashMap<>(); // with their ids

  private TokenizerSettings(String source, ObjectNode json) {
    this.source = source;
    this.json = json;
    if (!json.path(LISTED).isObject()) {
      throw new IllegalArgumentException(LISTED + ": must be an object with tokens by their ids");
    }
    for (var entry : json.path(LISTED).properties()) {
      if (!entry.getKey().matches("\\d{1,9}")) {
        throw new IllegalArgumentException(
            "%s: '%s': must be a token's id".formatted(LISTED, entry.getKey()));
      }
      listed.put(AddedToken.of(entry.getValue()), Integer.valueOf(entry.getKey()));
    }
  }

  /**
   * Reads the files.
   *
   * @throws IOException if one of them is damaged
   */
  static TokenizerSettings read(TextFiles files) throws IOException {
    String name = "tokenizer_config.json";
    ObjectNode json = JsonFile.find(files, name).orElseGet(new ObjectMapper()::createObjectNode);
    if (!json.has(LISTED)) {
      JsonFile.find(files, "special_tokens_map.json").ifPresent(json::setAll);
      ObjectNode older = json.putObject(LISTED);
      JsonFile.find(files, "added_tokens.json")
          .ifPresent(
              tokens ->
                  tokens
                      .properties()
                      .forEach(token -> older.put(token.getValue().asText(), token.getKey())));
    }
    try {
      return new TokenizerSettings(files.source(name), json);
    } catch (IllegalArgumentException e) {
      throw new IOException(files.source(name) + ": " + e.getMessage(), e);
    }
  }

  /** Returns the value of a key, which may be missing. */
  JsonNode get(String key) {
    return json.path(key);
  }

  /** Returns a flag, or what it is by default. */
  boolean flag(String key, boolean preset) {
    return get(key).isNull() ? preset : get(key).asBoolean(preset);
  }

  /**
   * Returns the text of a special token such as {@code eos_token}, or what it is by default.
   *
   * @throws IOException if it is empty
   */
  String special(String key, Map<String, String> presets) throws IOException {
    JsonNode token = get(key);
    boolean named = token.isTextual() || token.isObject();
    String text = named ? AddedToken.of(token).content() : presets.get(key);
    if (text.isEmpty()) {
      throw new IOException("%s: %s = %s: must name a token".formatted(source, key, token));
    }
    return text;
  }

  /**
   * Returns all tokens that are looked for in the text, with their ids; a special token that has
   * none is given the next free one.
   *
   * @param vocabulary the ids of the other tokens
   * @param presets the special tokens by key that the tokenizer has where the files name none
   */
  Map<AddedToken, Integer> added(Map<String, Integer> vocabulary, Map<String, String> presets) {
    Map<AddedToken, Integer> added = new LinkedHashMap<>(listed);
    for (String key : SPECIAL) {
      JsonNode token = get(key);
      if (token.isTextual() || token.isObject()) {
        add(added, vocabulary, AddedToken.of(token));
      } else if (presets.containsKey(key)) {
        add(added, vocabulary, new AddedToken(presets.get(key), Set.of()));
      }
    }
    get(MORE).forEach(token -> add(added, vocabulary, AddedToken.of(token)));
    return added;
  }

  private static void add(
      Map<AddedToken, Integer> added, Map<String, Integer> vocabulary, AddedToken token) {
    String content = token.content();
    boolean known = added.keySet().stream().anyMatch(other -> other.content().equals(content));
    if (!known && !content.isEmpty()) {
      long beyond =
          added.keySet().stream().filter(t -> !vocabulary.containsKey(t.content())).count();
      Integer id = vocabulary.get(content);
      added.put(token, id == null ? vocabulary.size() + (int) beyond : id);
    }
  }
}
