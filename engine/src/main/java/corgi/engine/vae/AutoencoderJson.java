package corgi.engine.vae;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.layers.Activation;
import corgi.engine.vae.AutoencoderConfig.Ends;
import corgi.engine.vae.AutoencoderConfig.Kind;
import corgi.engine.vae.AutoencoderConfig.Level;
import corgi.engine.vae.AutoencoderConfig.Parts;
import corgi.engine.vae.AutoencoderConfig.Style;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads and writes the configuration of diffusers' {@code AutoencoderKL}. */
final class AutoencoderJson {
  private static final String CLASS = "AutoencoderKL";
  private static final String DOWN = "DownEncoderBlock2D";
  private static final String UP = "UpDecoderBlock2D";
  private static final String ATTENTION = "Attn";

  private AutoencoderJson() {}

  static AutoencoderConfig read(JsonNode json) {
    String name = json.path("_class_name").asText(CLASS);
    if (!name.equals(CLASS)) {
      throw new IllegalArgumentException("_class_name = %s: must be %s".formatted(name, CLASS));
    }
    return new AutoencoderConfig(
        new Ends(
            integer(json, "in_channels", 3),
            integer(json, "out_channels", 3),
            integer(json, "latent_channels", 4),
            json.hasNonNull("sample_size") ? json.get("sample_size") : new IntNode(32)),
        levels(json),
        integer(json, "layers_per_block", 1),
        new Style(
            Activation.named("act_fn", json.path("act_fn").asText("silu")),
            integer(json, "norm_num_groups", 32)),
        new Parts(
            flag(json, "use_quant_conv"),
            flag(json, "use_post_quant_conv"),
            flag(json, "mid_block_add_attention"),
            flag(json, "force_upcast")),
        new LatentScaling(
            json.hasNonNull("scaling_factor") ? number("scaling_factor", json) : 0.18215,
            json.hasNonNull("shift_factor") ? number("shift_factor", json) : null,
            numbers(json, "latents_mean"),
            numbers(json, "latents_std")));
  }

  private static List<Level> levels(JsonNode json) {
    List<Integer> channels = new ArrayList<>();
    for (JsonNode value : list(json, "block_out_channels", "[64]")) {
      channels.add(integer("block_out_channels", value));
    }
    List<Kind> down = kinds(json, "down_block_types", DOWN, channels.size());
    List<Kind> up = kinds(json, "up_block_types", UP, channels.size());
    Collections.reverse(up);
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      levels.add(new Level(channels.get(i), down.get(i), up.get(i)));
    }
    return levels;
  }

  private static List<Kind> kinds(JsonNode json, String key, String plain, int count) {
    List<Kind> kinds = new ArrayList<>();
    for (JsonNode type : list(json, key, "[\"" + plain + "\"]")) {
      if (!type.asText().equals(plain) && !type.asText().equals(ATTENTION + plain)) {
        throw new IllegalArgumentException(
            "%s = %s: known are %s and %s%s"
                .formatted(key, type.asText(), plain, ATTENTION, plain));
      }
      kinds.add(type.asText().equals(plain) ? Kind.PLAIN : Kind.ATTENTION);
    }
    if (kinds.size() != count) {
      throw new IllegalArgumentException(
          "%s has %d elements: must have %d, one per level".formatted(key, kinds.size(), count));
    }
    return kinds;
  }

  private static JsonNode list(JsonNode json, String key, String preset) {
    try {
      JsonNode value = json.hasNonNull(key) ? json.get(key) : new ObjectMapper().readTree(preset);
      if (value.isArray()) {
        return value;
      }
      throw new IllegalArgumentException("%s = %s: must be a list".formatted(key, value));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("a preset is valid", e);
    }
  }

  private static int integer(JsonNode json, String key, int preset) {
    return json.hasNonNull(key) ? integer(key, json.get(key)) : preset;
  }

  private static int integer(String key, JsonNode value) {
    if (!value.canConvertToInt() || value.asDouble() != value.asInt()) {
      throw new IllegalArgumentException("%s = %s: must be an integer".formatted(key, value));
    }
    return value.asInt();
  }

  private static boolean flag(JsonNode json, String key) {
    JsonNode value = json.path(key);
    if (json.hasNonNull(key) && !value.isBoolean()) {
      throw new IllegalArgumentException("%s = %s: must be true or false".formatted(key, value));
    }
    return value.asBoolean(true);
  }

  private static double number(String key, JsonNode json) {
    return number(json.get(key), key);
  }

  private static double number(JsonNode value, String key) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException("%s = %s: must be a number".formatted(key, value));
    }
    return value.asDouble();
  }

  private static List<Double> numbers(JsonNode json, String key) {
    if (!json.hasNonNull(key)) {
      return null;
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode value : list(json, key, "[]")) {
      numbers.add(number(value, key));
    }
    return numbers;
  }

  static ObjectNode write(AutoencoderConfig config) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("_class_name", CLASS);
    json.put("act_fn", config.style().activation().toString());
    ArrayNode channels = json.putArray("block_out_channels");
    ArrayNode down = json.putArray("down_block_types");
    for (Level level : config.levels()) {
      channels.add(level.channels());
      down.add(name(level.down(), DOWN));
    }
    json.put("force_upcast", config.parts().forceUpcast());
    json.put("in_channels", config.ends().inChannels());
    json.put("latent_channels", config.ends().latentChannels());
    json.putPOJO("latents_mean", config.scaling().mean());
    json.putPOJO("latents_std", config.scaling().deviation());
    json.put("layers_per_block", config.layers());
    json.put("mid_block_add_attention", config.parts().middleAttention());
    json.put("norm_num_groups", config.style().groups());
    json.put("out_channels", config.ends().outChannels());
    json.set("sample_size", config.ends().sampleSize());
    json.put("scaling_factor", config.scaling().factor());
    json.put("shift_factor", config.scaling().shift());
    ArrayNode up = json.putArray("up_block_types");
    for (int i = config.levels().size() - 1; i >= 0; i--) {
      up.add(name(config.levels().get(i).up(), UP));
    }
    json.put("use_post_quant_conv", config.parts().postQuant());
    json.put("use_quant_conv", config.parts().quant());
    return json;
  }

  private static String name(Kind kind, String plain) {
    return kind == Kind.PLAIN ? plain : ATTENTION + plain;
  }
}
