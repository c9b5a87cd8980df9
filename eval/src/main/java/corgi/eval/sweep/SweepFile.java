package corgi.eval.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import corgi.engine.checkpoint.SmallFile;
import corgi.engine.plugin.NearNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A sweep as a file: a JSON or YAML object of axes, each a value or a list of values; {@code set},
 * an object of settings; {@code seed}, the first one, and {@code seeds}, how many. A list within
 * the list of {@code guidance} or {@code modify} is one value of several terms.
 *
 * @param axes what is varied
 * @param seed the first seed, or null
 * @param seeds how many, or null
 */
public record SweepFile(Axes axes, Long seed, Integer seeds) {
  private static final String SET = "set";
  private static final String SEED = "seed";
  private static final String SEEDS = "seeds";

  /** Whether an argument names a file rather than saying what to draw. */
  public static boolean isNamedBy(String argument) {
    return argument.toLowerCase(Locale.ROOT).matches(".+\\.(json|ya?ml)");
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no sweep; the message says what is wrong
   */
  public static SweepFile read(Path file) throws IOException {
    byte[] bytes = SmallFile.read(file);
    boolean plain = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    JsonNode json;
    try {
      json = (plain ? new ObjectMapper() : new YAMLMapper()).readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getOriginalMessage()), e);
    }
    try {
      return of(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static SweepFile of(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("expected an object of axes, such as gamma: [0, 1, 4]");
    }
    List<Axis> axes = new ArrayList<>();
    for (var entry : json.properties()) {
      String name = entry.getKey();
      if (name.equals(SET)) {
        for (var setting : entry.getValue().properties()) {
          axes.add(AxisValues.setting(setting.getKey(), values(setting.getValue())));
        }
      } else if (!name.equals(SEED) && !name.equals(SEEDS)) {
        checkName(name);
        axes.add(new Axis(name, values(entry.getValue())));
      }
    }
    Long count = whole(json.path(SEEDS), SEEDS);
    return new SweepFile(
        new Axes(axes),
        whole(json.path(SEED), SEED),
        count == null ? null : (int) Math.min(count, Integer.MAX_VALUE));
  }

  private static void checkName(String name) {
    List<String> known = new ArrayList<>(AxisNames.OPTIONS);
    known.addAll(List.of(SET, SEED, SEEDS));
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "unknown axis '%s'; known: %s%s"
              .formatted(name, String.join(", ", known), NearNames.hint(name, known)));
    }
  }

  private static List<String> values(JsonNode node) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : node.isArray() ? node : List.of(node)) {
      values.add(value.isArray() ? String.join(" + ", values(value)) : text(value));
    }
    return values;
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return Axis.DEFAULT;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw new IllegalArgumentException("%s: expected a text or a number".formatted(value));
    }
    return value.asText();
  }

  private static Long whole(JsonNode value, String name) {
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("%s = %s: expected a whole number".formatted(name, value));
    }
    return value.longValue();
  }
}
