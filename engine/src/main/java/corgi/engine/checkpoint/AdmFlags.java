package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.sampling.adm.AdmDiffusion;
import corgi.engine.sampling.adm.AdmDiffusion.NoiseSchedule;
import corgi.engine.sampling.adm.AdmDiffusion.Sigma;
import corgi.engine.sampling.adm.AdmDiffusion.Times;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.Pool;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The flags that guided-diffusion's scripts are called with, as a JSON object: {@code image_size},
 * {@code class_cond}, {@code learn_sigma}, … and {@code classifier_depth} and the like for a
 * classifier. Absent ones have the published defaults; those that matter to training alone are
 * passed over. Some more say what the scripts cannot: {@code num_classes}, {@code conv_resample},
 * and of the classifier {@code classifier_num_classes}, {@code classifier_num_head_channels},
 * {@code classifier_use_new_attention_order} and {@code classifier_conv_resample}. Dhariwal and
 * Nichol 2021 (2105.05233), by the published code.
 */
public final class AdmFlags {
  private static final Set<String> OF_TRAINING =
      Set.of(
          "batch_size",
          "num_samples",
          "dropout",
          "use_checkpoint",
          "use_fp16",
          "classifier_use_fp16",
          "use_kl",
          "rescale_learned_sigmas");

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
          "conv_resample",
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
          "classifier_conv_resample");

  /** {@code channel_mult} by {@code image_size}, where no flag says it. */
  private static final Map<Integer, double[]> MULTIPLES =
      Map.of(
          64, new double[] {1, 2, 3, 4},
          128, new double[] {1, 1, 2, 3, 4},
          256, new double[] {1, 1, 2, 2, 4, 4},
          512, new double[] {0.5, 1, 1, 2, 2, 4, 4});

  private static final int CLASSES = 1000; // of ImageNet

  private final ObjectNode json;

  private AdmFlags(ObjectNode json) {
    this.json = json;
  }

  /**
   * Returns the flags of a JSON object.
   *
   * @throws IllegalArgumentException if one is unknown; the message lists the known
   */
  public static AdmFlags of(ObjectNode json) {
    for (var flag : json.properties()) {
      if (!KNOWN.contains(flag.getKey()) && !OF_TRAINING.contains(flag.getKey())) {
        throw new IllegalArgumentException(
            "flag '%s' is unknown; known: %s".formatted(flag.getKey(), new TreeSet<>(KNOWN)));
      }
    }
    return new AdmFlags(json.deepCopy());
  }

  /** Returns the U-Net's configuration. */
  public AdmConfig model() {
    ObjectNode config = network(whole("num_channels", 128), whole("num_res_blocks", 2));
    multiples(config, text("channel_mult", ""));
    attention(config, text("attention_resolutions", "16,8"));
    config.put("out_channels", flag("learn_sigma", false) ? 6 : 3);
    config.put("num_heads", whole("num_heads", 4));
    config.put("num_heads_upsample", whole("num_heads_upsample", -1));
    config.put("num_head_channels", whole("num_head_channels", -1));
    config.put("use_scale_shift_norm", flag("use_scale_shift_norm", true));
    config.put("resblock_updown", flag("resblock_updown", false));
    config.put("use_new_attention_order", flag("use_new_attention_order", false));
    config.put("conv_resample", flag("conv_resample", true));
    config.put("num_classes", classConditional() ? whole("num_classes", CLASSES) : 0);
    return AdmConfig.fromJson(config);
  }

  /** Returns the classifier's configuration. */
  public AdmConfig classifier() {
    ObjectNode config = network(whole("classifier_width", 128), whole("classifier_depth", 2));
    multiples(config, text("channel_mult", "")); // which the published scripts cannot say
    attention(config, text("classifier_attention_resolutions", "32,16,8"));
    config.put("out_channels", whole("classifier_num_classes", CLASSES));
    config.put("num_head_channels", whole("classifier_num_head_channels", 64));
    config.put("use_scale_shift_norm", flag("classifier_use_scale_shift_norm", true));
    config.put("resblock_updown", flag("classifier_resblock_updown", true));
    config.put("use_new_attention_order", flag("classifier_use_new_attention_order", false));
    config.put("conv_resample", flag("classifier_conv_resample", true));
    return AdmConfig.fromJson(config);
  }

  /** Returns how the classifier makes logits. */
  public Pool.Kind pool() {
    return Pool.Kind.named(text("classifier_pool", "attention"));
  }

  /**
   * Returns the process.
   *
   * @param respacing which of its times a run takes, such as {@code 250} or {@code ddim25}
   */
  public AdmDiffusion diffusion(String respacing) {
    Sigma fixed = flag("sigma_small", false) ? Sigma.FIXED_SMALL : Sigma.FIXED_LARGE;
    return new AdmDiffusion(
        NoiseSchedule.named(text("noise_schedule", "linear")),
        whole("diffusion_steps", 1000),
        respacing,
        flag("rescale_timesteps", false) ? Times.RESCALED : Times.AS_TRAINED,
        flag("learn_sigma", false) ? Sigma.LEARNED_RANGE : fixed);
  }

  /** Returns the noise as a scheduler's configuration, to compare with others'. */
  public ScheduleConfig scheduler() {
    boolean cosine = text("noise_schedule", "linear").equals("cosine");
    int steps = whole("diffusion_steps", 1000);
    return ScheduleConfig.named("DDPMScheduler")
        .with("num_train_timesteps", steps)
        .with("beta_start", 0.1 / steps) // 1e-4 at T = 1000
        .with("beta_end", 20.0 / steps)
        .with("beta_schedule", cosine ? "squaredcos_cap_v2" : "linear")
        .with("prediction_type", predictsClean() ? "sample" : "epsilon");
  }

  /** Returns which times a run takes unless it says otherwise; "" for all. */
  public String respacing() {
    return text("timestep_respacing", "");
  }

  /** Whether the U-Net is always told a class. */
  public boolean classConditional() {
    return flag("class_cond", false);
  }

  /** Whether the U-Net estimates x₀ and not ε. */
  public boolean predictsClean() {
    return flag("predict_xstart", false);
  }

  /** Whether x̂₀ is clipped before guidance. */
  public boolean clips() {
    return flag("clip_denoised", true);
  }

  /** Whether a run goes by DDIM unless it says otherwise. */
  public boolean implicit() {
    return flag("use_ddim", false);
  }

  /** γ for a classifier unless a run says its own. */
  public double scale() {
    return number("classifier_scale", 1);
  }

  private ObjectNode network(int width, int depth) {
    ObjectNode config = CheckpointJson.object();
    config.put("image_size", whole("image_size", 64));
    config.put("in_channels", 3);
    config.put("model_channels", width);
    config.put("num_res_blocks", depth);
    return config;
  }

  private void multiples(ObjectNode config, String said) {
    int size = config.path("image_size").asInt();
    ArrayNode multiples = config.putArray("channel_mult");
    if (!said.isEmpty()) {
      for (String one : said.split(",")) {
        multiples.add(parsed("channel_mult", one));
      }
      return;
    }
    if (!MULTIPLES.containsKey(size)) {
      throw new IllegalArgumentException(
          "image_size = %d: without channel_mult it must be one of %s"
              .formatted(size, new TreeSet<>(MULTIPLES.keySet())));
    }
    for (double one : MULTIPLES.get(size)) {
      multiples.add(one);
    }
  }

  /** The flag lists sides in pixels, the configuration how often they go into the picture's. */
  private static void attention(ObjectNode config, String sides) {
    ArrayNode factors = config.putArray("attention_resolutions");
    for (String side : sides.split(",")) {
      double pixels = parsed("attention_resolutions", side);
      if (pixels < 1) {
        throw new IllegalArgumentException(
            "attention_resolutions = %s: must be sides in pixels, such as 32,16,8"
                .formatted(sides));
      }
      factors.add(config.path("image_size").asInt() / (int) pixels);
    }
  }

  private static double parsed(String key, String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: '%s' must be a number".formatted(key, text.strip()), e);
    }
  }

  private String text(String key, String preset) {
    JsonNode value = json.path(key);
    return json.hasNonNull(key) && !value.isContainerNode() ? value.asText() : preset;
  }

  private double number(String key, double preset) {
    return json.hasNonNull(key) ? parsed(key, text(key, "")) : preset;
  }

  private int whole(String key, int preset) {
    double value = number(key, preset);
    if (value != Math.rint(value) || Math.abs(value) > 1 << 20) {
      throw new IllegalArgumentException("%s = %s: must be a whole number".formatted(key, value));
    }
    return (int) value;
  }

  private boolean flag(String key, boolean preset) {
    String value = text(key, String.valueOf(preset));
    return switch (value) {
      case "True", "true", "1" -> true;
      case "False", "false", "0" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s = %s: must be true or false".formatted(key, value));
    };
  }
}
