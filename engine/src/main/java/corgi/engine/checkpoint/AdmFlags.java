package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.sampling.adm.AdmDiffusion;
import corgi.engine.sampling.adm.AdmDiffusion.NoiseSchedule;
import corgi.engine.sampling.adm.AdmDiffusion.Sigma;
import corgi.engine.sampling.adm.AdmDiffusion.Times;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.Pool;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The flags that guided-diffusion's scripts are called with: {@code image_size}, {@code
 * class_cond}, {@code learn_sigma}, … and {@code classifier_depth} and the like for a classifier.
 * They are half of the model, as the file with the weights does not hold them. Absent ones have the
 * published defaults; those that matter to training alone are passed over. Some more say what the
 * scripts cannot: {@code num_classes}, {@code conv_resample}, and of the classifier {@code
 * classifier_num_classes}, {@code classifier_num_head_channels}, {@code
 * classifier_use_new_attention_order} and {@code classifier_conv_resample}. Dhariwal and Nichol
 * 2021 (2105.05233), by the published code.
 */
public final class AdmFlags {
  /** {@code channel_mult} by {@code image_size}, where no flag says it. */
  private static final Map<Integer, double[]> MULTIPLES =
      Map.of(
          64, new double[] {1, 2, 3, 4},
          128, new double[] {1, 1, 2, 3, 4},
          256, new double[] {1, 1, 2, 2, 4, 4},
          512, new double[] {0.5, 1, 1, 2, 2, 4, 4});

  private static final int CLASSES = 1000; // of ImageNet
  private static final int MOST_STEPS = 100_000;

  private final AdmFlagValues values;

  private AdmFlags(AdmFlagValues values) {
    this.values = values;
  }

  /**
   * Returns the flags of a JSON object.
   *
   * @throws IllegalArgumentException if one is unknown; the message lists the known
   */
  public static AdmFlags of(ObjectNode json) {
    return new AdmFlags(AdmFlagValues.of(json));
  }

  /**
   * Returns flags as one types them, {@code --name value} or {@code name=value}.
   *
   * @throws IllegalArgumentException if one is unknown, or is there twice; the message says which
   */
  public static AdmFlags parse(String text) {
    return new AdmFlags(AdmFlagValues.parse(text));
  }

  /** Returns the U-Net's configuration. */
  public AdmConfig model() {
    ObjectNode config =
        network(values.whole("num_channels", 128), values.whole("num_res_blocks", 2));
    multiples(config, values.text("channel_mult", ""));
    attention(config, values.text("attention_resolutions", "16,8"));
    config.put("out_channels", values.flag("learn_sigma", false) ? 6 : 3);
    config.put("num_heads", values.whole("num_heads", 4));
    config.put("num_heads_upsample", values.whole("num_heads_upsample", -1));
    config.put("num_head_channels", values.whole("num_head_channels", -1));
    config.put("use_scale_shift_norm", values.flag("use_scale_shift_norm", true));
    config.put("resblock_updown", values.flag("resblock_updown", false));
    config.put("use_new_attention_order", values.flag("use_new_attention_order", false));
    config.put("conv_resample", values.flag("conv_resample", true));
    config.put("num_classes", classConditional() ? values.whole("num_classes", CLASSES) : 0);
    return AdmConfig.fromJson(config);
  }

  /** Returns the classifier's configuration. */
  public AdmConfig classifier() {
    ObjectNode config =
        network(values.whole("classifier_width", 128), values.whole("classifier_depth", 2));
    multiples(config, values.text("channel_mult", "")); // which the published scripts cannot say
    attention(config, values.text("classifier_attention_resolutions", "32,16,8"));
    config.put("out_channels", values.whole("classifier_num_classes", CLASSES));
    config.put("num_head_channels", values.whole("classifier_num_head_channels", 64));
    config.put("use_scale_shift_norm", values.flag("classifier_use_scale_shift_norm", true));
    config.put("resblock_updown", values.flag("classifier_resblock_updown", true));
    config.put("use_new_attention_order", values.flag("classifier_use_new_attention_order", false));
    config.put("conv_resample", values.flag("classifier_conv_resample", true));
    return AdmConfig.fromJson(config);
  }

  /** Returns how the classifier makes logits. */
  public Pool.Kind pool() {
    return Pool.Kind.named(values.text("classifier_pool", "attention"));
  }

  /**
   * Returns the process.
   *
   * @param respacing which of its times a run takes, such as {@code 250} or {@code ddim25}
   */
  public AdmDiffusion diffusion(String respacing) {
    int steps = values.whole("diffusion_steps", 1000);
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "diffusion_steps = %d: must be from 1 to %d".formatted(steps, MOST_STEPS));
    }
    Sigma fixed = values.flag("sigma_small", false) ? Sigma.FIXED_SMALL : Sigma.FIXED_LARGE;
    return new AdmDiffusion(
        NoiseSchedule.named(values.text("noise_schedule", "linear")),
        steps,
        respacing,
        values.flag("rescale_timesteps", false) ? Times.RESCALED : Times.AS_TRAINED,
        values.flag("learn_sigma", false) ? Sigma.LEARNED_RANGE : fixed);
  }

  /**
   * Returns the noise, what is predicted and the variance of ancestral steps as a scheduler's
   * configuration.
   */
  public ScheduleConfig scheduler() {
    AdmDiffusion diffusion = diffusion("");
    String variance = diffusion.sigma().name().toLowerCase(Locale.ROOT);
    boolean cosine = diffusion.noise() == NoiseSchedule.COSINE;
    return ScheduleConfig.named("DDPMScheduler")
        .with("num_train_timesteps", diffusion.steps())
        .with("beta_start", 0.1 / diffusion.steps()) // 1e-4 at T = 1000
        .with("beta_end", 20.0 / diffusion.steps())
        .with("beta_schedule", cosine ? "squaredcos_cap_v2" : "linear")
        .with("prediction_type", predictsClean() ? "sample" : "epsilon")
        .with("variance_type", variance)
        .with("clip_sample", clips());
  }

  /** Returns which times a run takes unless it says otherwise; "" for all. */
  public String respacing() {
    return values.text("timestep_respacing", "");
  }

  /** Whether the U-Net is always told a class. */
  public boolean classConditional() {
    return values.flag("class_cond", false);
  }

  /** Whether the U-Net estimates x₀ and not ε. */
  public boolean predictsClean() {
    return values.flag("predict_xstart", false);
  }

  /** Whether x̂₀ is clipped before guidance. */
  public boolean clips() {
    return values.flag("clip_denoised", true);
  }

  /** Whether a run goes by DDIM unless it says otherwise. */
  public boolean implicit() {
    return values.flag("use_ddim", false);
  }

  /** γ for a classifier unless a run says its own. */
  public double scale() {
    return values.number("classifier_scale", 1);
  }

  private ObjectNode network(int width, int depth) {
    ObjectNode config = CheckpointJson.object();
    config.put("image_size", values.whole("image_size", 64));
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
        multiples.add(AdmFlagValues.number("channel_mult", one));
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
      double pixels = AdmFlagValues.number("attention_resolutions", side);
      if (!(pixels >= 1)) {
        throw new IllegalArgumentException(
            "attention_resolutions = %s: must be sides in pixels, such as 32,16,8"
                .formatted(sides));
      }
      factors.add(config.path("image_size").asInt() / (int) pixels);
    }
  }
}
