package corgi.engine.checkpoint;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Flags of guided-diffusion by name, each the word that its scripts would be called with. */
final class AdmFlagValues {
  /** Flags that do not change what a trained network answers. */
  private static final Set<String> IDLE =
      Set.of(
          "batch_size",
          "num_samples",
          "dropout",
          "use_checkpoint",
          "use_fp16",
          "classifier_use_fp16",
          "use_kl",
          "rescale_learned_sigmas",
          "model_path",
          "classifier_path");

  private static final Set<String> KNOWN =
      Set.of(
          "image_size",
          "num_channels",
          "num_res_blocks",
          "num_heads",
          "num_heads_upsample",
          "num_head_channels",
          "attention_resolutions",
          "channel_mult",
          "class_cond",
          "num_classes",
          "use_scale_shift_norm",
          "resblock_updown",
          "use_new_attention_order",
          "learn_sigma",
          "sigma_small",
          "diffusion_steps",
          "noise_schedule",
          "timestep_respacing",
          "predict_xstart",
          "rescale_timesteps",
          "clip_denoised",
          "use_ddim",
          "classifier_scale",
          "classifier_width",
          "classifier_depth",
          "classifier_attention_resolutions",
          "classifier_use_scale_shift_norm",
          "classifier_resblock_updown",
          "classifier_pool",
          "classifier_num_classes",
          "classifier_num_head_channels",
          "classifier_use_new_attention_order",
          "classifier_conv_resample",
          "conv_resample");

  private final Map<String, String> words = new HashMap<>();

  private AdmFlagValues() {}

  static AdmFlagValues of(ObjectNode json) {
    AdmFlagValues values = new AdmFlagValues();
    for (var flag : json.properties()) {
      if (flag.getValue().isNull()) {
        continue;
      }
      values.put(flag.getKey(), word(flag.getKey(), flag.getValue()));
    }
    return values;
  }

  /** A list may be written as one, where the scripts want its elements with commas between. */
  private static String word(String name, JsonNode value) {
    boolean plain = value.isValueNode();
    boolean list =
        value.isArray()
            && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isNumber);
    if (!plain && !list) {
      throw new IllegalArgumentException(
          "%s = %s: must be a word, a number or true or false".formatted(name, value));
    }
    return plain
        ? value.asText()
        : StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .collect(joining(","));
  }

  static AdmFlagValues parse(String text) {
    AdmFlagValues values = new AdmFlagValues();
    String[] words = text.isBlank() ? new String[0] : text.strip().split("[\\s=]+", -1);
    for (int i = 0; i < words.length; i += 2) {
      String name = words[i].replaceFirst("^--", "");
      if (i + 1 == words.length) {
        throw new IllegalArgumentException("flag '%s' has no value".formatted(name));
      }
      values.put(name, words[i + 1]);
    }
    return values;
  }

  private void put(String name, String word) {
    if (IDLE.contains(name)) {
      return;
    }
    if (!KNOWN.contains(name)) {
      throw new IllegalArgumentException(
          "flag '%s' is unknown; known: %s".formatted(name, new TreeSet<>(KNOWN)));
    }
    if (words.put(name, word) != null) {
      throw new IllegalArgumentException("flag '%s' is given twice".formatted(name));
    }
  }

  String text(String name, String preset) {
    return words.getOrDefault(name, preset);
  }

  double number(String name, double preset) {
    return words.containsKey(name) ? number(name, words.get(name)) : preset;
  }

  /** Returns the number that a word says, or one of the words between commas. */
  static double number(String name, String word) {
    try {
      return Double.parseDouble(word.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s = %s: must be a number".formatted(name, word.strip()), e);
    }
  }

  int whole(String name, int preset) {
    double value = number(name, preset);
    if (value != Math.rint(value) || Math.abs(value) > 1 << 20) {
      throw new IllegalArgumentException(
          "%s = %s: must be a whole number".formatted(name, words.get(name)));
    }
    return (int) value;
  }

  /** Truth in the words that the scripts know. */
  boolean flag(String name, boolean preset) {
    String word = words.getOrDefault(name, String.valueOf(preset));
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "t", "y", "1" -> true;
      case "no", "false", "f", "n", "0" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s = %s: must be true or false".formatted(name, word));
    };
  }
}
