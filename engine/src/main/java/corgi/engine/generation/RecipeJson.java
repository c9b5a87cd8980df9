package corgi.engine.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.diffusers.SchedulerSpec;
import corgi.engine.tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Recipes as flat JSON objects. */
final class RecipeJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST = 1 << 20;

  private RecipeJson() {}

  static String write(Recipe recipe) {
    Request request = recipe.request();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("corgi", recipe.version());
    texts(json, "prompts", request.words().prompts().stream());
    json.put("negative", request.words().negative());
    if (!request.words().labels().isEmpty()) {
      ObjectNode labels = json.putObject("labels");
      request.words().labels().forEach(labels::put);
    }
    if (request.words().skipped() != 0) {
      json.put("clipSkip", request.words().skipped());
    }
    GivensJson.write(json, request.givens());
    json.put("gamma", request.steering().gamma());
    texts(json, "guidance", request.steering().strategies().stream().map(Spec::toString));
    texts(json, "modifiers", request.steering().modifiers().stream().map(Spec::toString));
    course(json, request.course());
    request.seeds().forEach(json.putArray("seeds")::add);
    json.put("model", recipe.setup().model());
    json.put("weights", recipe.weights().model());
    optional(json, "classifier", recipe.setup().classifier());
    optional(json, "classifierWeights", recipe.weights().classifier());
    optional(json, "weak", recipe.setup().weak());
    optional(json, "weakWeights", recipe.weights().weak());
    json.put("precision", lower(recipe.setup().precision()));
    json.put("device", lower(recipe.setup().device()));
    return json.toString();
  }

  private static void course(ObjectNode json, Course course) {
    optional(json, "sampler", course.sampler() == null ? null : course.sampler().toString());
    optional(json, "scheduler", course.scheduler() == null ? null : course.scheduler().toString());
    json.put("steps", course.steps());
    if (course.noise() != NoiseSource.CORGI) {
      json.put("noise", lower(course.noise()));
    }
    optional(json, "size", course.size() == null ? null : course.size().toString());
  }

  private static Course course(JsonNode json) {
    String sampler = optional(json, "sampler");
    String scheduler = optional(json, "scheduler");
    String noise = optional(json, "noise");
    String size = optional(json, "size");
    return new Course(
        sampler == null ? null : Spec.parse(sampler),
        scheduler == null ? null : SchedulerSpec.parse(scheduler),
        (int) whole(json.path("steps")),
        noise == null ? NoiseSource.CORGI : constant(NoiseSource.class, noise),
        size == null ? null : PictureSize.parse(size));
  }

  private static void texts(ObjectNode json, String key, Stream<String> values) {
    values.forEach(json.putArray(key)::add);
  }

  private static void optional(ObjectNode json, String key, String value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  private static String optional(JsonNode json, String key) {
    return json.has(key) ? text(json, key) : null;
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static Recipe read(String text) {
    JsonNode json = parse(text);
    Words words =
        new Words(
            texts(json, "prompts"),
            json.path("negative").isNull() ? null : text(json, "negative"),
            labels(json.path("labels")),
            json.has("clipSkip") ? (int) whole(json.path("clipSkip")) : 0);
    Steering steering =
        new Steering(specs(json, "guidance"), number(json, "gamma"), specs(json, "modifiers"));
    List<Long> seeds = new ArrayList<>();
    array(json, "seeds").forEach(seed -> seeds.add(whole(seed)));
    Setup setup =
        new Setup(
            text(json, "model"),
            optional(json, "classifier"),
            optional(json, "weak"),
            constant(Precision.class, text(json, "precision")),
            constant(Setup.Processor.class, text(json, "device")));
    Request request = new Request(words, GivensJson.read(json), steering, course(json), seeds);
    var weights =
        new Recipe.Hashes(
            text(json, "weights"),
            optional(json, "classifierWeights"),
            optional(json, "weakWeights"));
    return new Recipe(request, setup, weights, text(json, "corgi"));
  }

  private static Map<String, String> labels(JsonNode json) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (var label : json.properties()) {
      labels.put(label.getKey(), text(json, label.getKey()));
    }
    return labels;
  }

  private static JsonNode parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a recipe of %d characters: at most %d".formatted(text.length(), LONGEST));
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a recipe: " + e.getOriginalMessage(), e);
    }
  }

  static JsonNode array(JsonNode json, String key) {
    return check(json.path(key), json.path(key).isArray(), key, "a list");
  }

  private static List<String> texts(JsonNode json, String key) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : array(json, key)) {
      values.add(check(value, value.isTextual(), key, "texts").textValue());
    }
    return values;
  }

  private static List<Spec> specs(JsonNode json, String key) {
    return texts(json, key).stream().map(Spec::parse).toList();
  }

  static String text(JsonNode json, String key) {
    return check(json.path(key), json.path(key).isTextual(), key, "a text").textValue();
  }

  static double number(JsonNode json, String key) {
    return check(json.path(key), json.path(key).isNumber(), key, "a number").doubleValue();
  }

  static long whole(JsonNode value) {
    return check(
            value, value.canConvertToLong(), "steps, seeds, resample and clipSkip", "whole numbers")
        .longValue();
  }

  static JsonNode check(JsonNode value, boolean right, String key, String expected) {
    if (!right) {
      throw new IllegalArgumentException(
          "not a recipe: '%s' is %s, expected %s"
              .formatted(key, value.isMissingNode() ? "missing" : value, expected));
    }
    return value;
  }

  static <E extends Enum<E>> E constant(Class<E> type, String name) {
    for (E constant : type.getEnumConstants()) {
      if (lower(constant).equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "not a recipe: '%s' is no %s"
            .formatted(name, type.getSimpleName().toLowerCase(Locale.ROOT)));
  }
}
