package corgi.engine.unet;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * The values of one configuration by key, each with what holds where it is missing. Null counts as
 * missing, except for {@link #optional} and where a caller asks with {@link #isNull}.
 */
record ConfigValues(JsonNode json) {
  boolean isNull(String key) {
    return json.has(key) && json.get(key).isNull();
  }

  boolean has(String key) {
    return json.hasNonNull(key);
  }

  JsonNode node(String key) {
    return json.path(key);
  }

  int integer(String key, int preset) {
    return has(key) ? integer(key, json.get(key)) : preset;
  }

  /** The number, or null where there is none. */
  Integer optional(String key) {
    return has(key) ? Integer.valueOf(integer(key, json.get(key))) : null;
  }

  double number(String key, double preset) {
    if (!has(key)) {
      return preset;
    }
    if (!json.get(key).isNumber()) {
      throw wrong(key, "a number");
    }
    return json.get(key).asDouble();
  }

  boolean flag(String key, boolean preset) {
    return has(key) ? flag(key, json.get(key)) : preset;
  }

  Boolean optionalFlag(String key) {
    return has(key) ? Boolean.valueOf(flag(key, json.get(key))) : null;
  }

  String text(String key, String preset) {
    if (!has(key)) {
      return preset;
    }
    if (!json.get(key).isTextual()) {
      throw wrong(key, "a word");
    }
    return json.get(key).asText();
  }

  /** One of an enumeration's names in lower case; {@code preset} where there is none. */
  <E extends Enum<E>> E oneOf(String key, E preset, List<E> known) {
    String name = text(key, null);
    if (name == null) {
      return preset;
    }
    return known.stream()
        .filter(value -> lower(value).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s = %s: this U-Net has only %s"
                        .formatted(
                            key,
                            name,
                            known.stream().map(ConfigValues::lower).collect(joining(", ")))));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  List<String> words(String key, List<String> preset) {
    return has(key) ? list(key, json.get(key), (k, node) -> node.asText()) : preset;
  }

  List<Integer> integers(String key, List<Integer> preset) {
    return has(key) ? list(key, json.get(key), ConfigValues::integer) : preset;
  }

  PerLevel<Integer> integerPerLevel(String key, int preset) {
    return has(key) ? perLevel(key, json.get(key), ConfigValues::integer) : PerLevel.all(preset);
  }

  PerLevel<Boolean> flagPerLevel(String key, boolean preset) {
    return has(key) ? perLevel(key, json.get(key), ConfigValues::flag) : PerLevel.all(preset);
  }

  /** A number for all levels, one for each, or one for each layer of each. */
  PerLevel<PerLevel<Integer>> integerPerLayer(String key) {
    return perLevel(key, json.get(key), (k, node) -> perLevel(k, node, ConfigValues::integer));
  }

  private static <T> PerLevel<T> perLevel(
      String key, JsonNode value, BiFunction<String, JsonNode, T> read) {
    return value.isArray()
        ? PerLevel.each(list(key, value, read))
        : PerLevel.all(read.apply(key, value));
  }

  private static <T> List<T> list(
      String key, JsonNode value, BiFunction<String, JsonNode, T> read) {
    if (!value.isArray() || value.isEmpty()) {
      throw new IllegalArgumentException("%s = %s: must be a list".formatted(key, value));
    }
    List<T> list = new ArrayList<>();
    value.forEach(element -> list.add(read.apply(key, element)));
    return list;
  }

  private static int integer(String key, JsonNode value) {
    if (!value.canConvertToInt() || value.asDouble() != value.asInt()) {
      throw new IllegalArgumentException("%s = %s: must be an integer".formatted(key, value));
    }
    return value.asInt();
  }

  private static boolean flag(String key, JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("%s = %s: must be true or false".formatted(key, value));
    }
    return value.asBoolean();
  }

  private IllegalArgumentException wrong(String key, String right) {
    return new IllegalArgumentException("%s = %s: must be %s".formatted(key, json.get(key), right));
  }
}
