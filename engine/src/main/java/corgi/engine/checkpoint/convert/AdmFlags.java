package corgi.engine.checkpoint.convert;

import corgi.engine.unet.adm.AdmConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The flags with which OpenAI's guided-diffusion samples from a model, as its README gives them:
 * {@code --image_size 64 --num_channels 192 …} (openai/guided-diffusion, script_util.py). They are
 * half of the model: the file with the weights does not hold them.
 */
public final class AdmFlags {
  private static final int CLASSES = 1000; // ImageNet's
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("image_size", "64"),
          Map.entry("num_channels", "128"),
          Map.entry("num_res_blocks", "2"),
          Map.entry("num_heads", "4"),
          Map.entry("num_heads_upsample", "-1"),
          Map.entry("num_head_channels", "-1"),
          Map.entry("attention_resolutions", "16,8"),
          Map.entry("channel_mult", ""),
          Map.entry("class_cond", "False"),
          Map.entry("use_scale_shift_norm", "True"),
          Map.entry("resblock_updown", "False"),
          Map.entry("use_new_attention_order", "False"),
          Map.entry("learn_sigma", "False"),
          Map.entry("diffusion_steps", "1000"),
          Map.entry("noise_schedule", "linear"),
          Map.entry("predict_xstart", "False"));

  /** Flags that do not change what a trained network answers. */
  private static final Set<String> IDLE =
      Set.of(
          "dropout",
          "use_checkpoint",
          "use_fp16",
          "timestep_respacing",
          "use_kl",
          "rescale_timesteps",
          "rescale_learned_sigmas",
          "model_path",
          "batch_size",
          "num_samples",
          "use_ddim");

  private final Map<String, String> values = new HashMap<>(DEFAULTS);

  private AdmFlags() {}

  /**
   * Reads flags as one types them, {@code --name value} or {@code name=value}.
   *
   * @throws IllegalArgumentException naming a flag that is not known
   */
  public static AdmFlags parse(String text) {
    AdmFlags flags = new AdmFlags();
    Set<String> given = new HashSet<>();
    String[] words = text.strip().split("[\\s=]+", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      String name = words[i].replaceFirst("^--", "");
      if (IDLE.contains(name)) {
        continue;
      }
      if (!DEFAULTS.containsKey(name) || !given.add(name)) {
        throw new IllegalArgumentException(
            "flag %s: must be one of guided-diffusion's, once: %s"
                .formatted(name, String.join(", ", DEFAULTS.keySet().stream().sorted().toList())));
      }
      flags.values.put(name, words[i + 1]);
    }
    if (words.length % 2 != 0 && !text.isBlank()) {
      throw new IllegalArgumentException(
          "flag %s: has no value".formatted(words[words.length - 1]));
    }
    return flags;
  }

  /** Returns the network that they describe. */
  AdmConfig network() {
    int size = whole("image_size");
    int base = whole("num_channels");
    List<Integer> resolutions = new ArrayList<>();
    for (String resolution : values.get("attention_resolutions").split(",", -1)) {
      resolutions.add(size / Math.max(1, number("attention_resolutions", resolution)));
    }
    boolean sigma = flag("learn_sigma");
    return new AdmConfig(
        new AdmConfig.Ends(size, 3, sigma ? 6 : 3),
        multipliers(size).stream().map(m -> (int) Math.rint(m * base)).toList(),
        base,
        whole("num_res_blocks"),
        new AdmConfig.Attending(
            resolutions,
            whole("num_heads"),
            whole("num_head_channels"),
            whole("num_heads_upsample"),
            flag("use_new_attention_order") ? AdmConfig.Order.NEW : AdmConfig.Order.LEGACY),
        new AdmConfig.Style(flag("use_scale_shift_norm"), flag("resblock_updown"), true),
        flag("class_cond") ? CLASSES : 0);
  }

  private List<Double> multipliers(int size) {
    String given = values.get("channel_mult");
    if (!given.isEmpty()) {
      try {
        return Arrays.stream(given.split(",", -1)).map(Double::valueOf).toList();
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("channel_mult = " + given + ": must be numbers", e);
      }
    }
    return switch (size) {
      case 512 -> List.of(0.5, 1.0, 1.0, 2.0, 2.0, 4.0, 4.0);
      case 256 -> List.of(1.0, 1.0, 2.0, 2.0, 4.0, 4.0);
      case 128 -> List.of(1.0, 1.0, 2.0, 3.0, 4.0);
      case 64 -> List.of(1.0, 2.0, 3.0, 4.0);
      default ->
          throw new IllegalArgumentException(
              "image_size = %d: needs channel_mult, unless it is 64, 128, 256 or 512"
                  .formatted(size));
    };
  }

  /** Returns a value that says something about the noise. */
  String text(String name) {
    return values.get(name);
  }

  int whole(String name) {
    return number(name, values.get(name));
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " = " + value + ": must be a whole number", e);
    }
  }

  boolean flag(String name) {
    String value = values.get(name);
    if (!value.matches("(?i)true|false")) {
      throw new IllegalArgumentException(name + " = " + value + ": must be True or False");
    }
    return Boolean.parseBoolean(value);
  }
}
