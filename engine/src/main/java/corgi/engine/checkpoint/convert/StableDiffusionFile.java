package corgi.engine.checkpoint.convert;

import static corgi.engine.checkpoint.CheckpointException.quote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.schedule.Betas;
import corgi.engine.schedule.ScheduleConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Single files of Stable Diffusion 1 and 2, as their authors published them: one state dict of the
 * U-Net, the autoencoder and the text encoder (Rombach et al. 2022, 2112.10752).
 */
final class StableDiffusionFile {
  private static final String UNET = "model.diffusion_model.";
  private static final String VAE = "first_stage_model.";
  private static final String CLIP = "cond_stage_model.transformer.";
  private static final String OPEN_CLIP = "cond_stage_model.model.";

  /** Others that share the prefix of the U-Net, or stand beside it. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "conditioner.embedders.",
          "Stable Diffusion XL",
          "control_model.",
          "ControlNet",
          UNET + "joint_blocks.",
          "Stable Diffusion 3",
          UNET + "double_blocks.",
          "Flux",
          UNET + "label_emb.",
          "a U-Net with class embeddings, such as unCLIP's");

  /**
   * What is left out: tables that follow from the β, averages that were kept beside the weights,
   * the losses of training, and an all-zero table of log-variances.
   */
  private static final String LEFT_OUT =
      "model_ema\\..*|first_stage_model\\.loss\\..*|(betas|logvar|log_one_minus_alphas_cumprod"
          + "|(sqrt_(one_minus_|recipm1_|recip_)?)?alphas_cumprod(_prev)?|posterior_.*)"
          + "|model\\.num_updates|scale_factor|global_step";

  private static final int MOST_STEPS = 100_000;

  private StableDiffusionFile() {}

  /** Whether the names are those of such a file, or of one that is refused by name. */
  static boolean isOne(TensorSource source) {
    return source.names().stream().anyMatch(name -> name.startsWith(UNET));
  }

  /**
   * Returns its parts.
   *
   * @param prediction {@code epsilon} or {@code v_prediction}, or null: version 1 predicts ε
   */
  static ForeignModel read(TensorSource source, String prediction) throws IOException {
    refuseOthers(source);
    List<Component> components = new ArrayList<>();
    components.add(LatentUNet.of(Shapes.below(source, UNET)));
    TensorSource vae = Shapes.below(source, VAE);
    if (vae.names().stream().anyMatch(name -> !name.startsWith("loss."))) {
      components.add(LatentAutoencoder.of(without(vae, "loss.")));
    }
    boolean second = source.names().stream().anyMatch(name -> name.startsWith(OPEN_CLIP));
    if (second) {
      components.add(LatentText.openClip(Shapes.below(source, OPEN_CLIP)));
    } else if (source.names().stream().anyMatch(name -> name.startsWith(CLIP))) {
      components.add(LatentText.clip(Shapes.below(source, CLIP)));
    }
    boolean linear = components.get(0).config().path("use_linear_projection").asBoolean();
    if (prediction == null && linear) {
      throw new CheckpointException(
          source.source(),
          "is Stable Diffusion 2, whose file does not say what it predicts: give epsilon or"
              + " v_prediction as the prediction type");
    }
    return new ForeignModel(
        "Stable Diffusion " + (linear ? 2 : 1) + ", single file",
        components.size() == 3 ? "StableDiffusionPipeline" : "DiffusionPipeline",
        components,
        scheduler(source, prediction == null ? "epsilon" : prediction));
  }

  private static void refuseOthers(TensorSource source) throws CheckpointException {
    for (String name : source.names()) {
      for (var other : OTHERS.entrySet()) {
        if (name.startsWith(other.getKey())) {
          throw new CheckpointException(
              source.source(),
              "is %s, as tensor %s shows: only Stable Diffusion 1 and 2 can be converted"
                  .formatted(other.getValue(), quote(name)));
        }
      }
      boolean known =
          List.of(UNET, VAE, CLIP, OPEN_CLIP, "cond_stage_model.logit_scale").stream()
              .anyMatch(name::startsWith);
      if (!known && !name.matches(LEFT_OUT)) {
        throw new CheckpointException(
            source.source(),
            "has tensor %s, which is no part of Stable Diffusion 1 or 2".formatted(quote(name)));
      }
    }
  }

  private static TensorSource without(TensorSource source, String prefix) {
    Map<String, Piece> pieces = new java.util.LinkedHashMap<>();
    for (String name : source.names()) {
      if (!name.startsWith(prefix)) {
        pieces.put(name, Piece.whole(name, source.entry(name).shape()));
      }
    }
    return new Rearranged(source, pieces);
  }

  /** The published schedule, or the file's own β where it has others. */
  private static ObjectNode scheduler(TensorSource source, String prediction)
      throws CheckpointException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("_class_name", "DDIMScheduler");
    json.put("num_train_timesteps", 1000);
    json.put("beta_start", 0.00085);
    json.put("beta_end", 0.012);
    json.put("beta_schedule", "scaled_linear");
    json.put("prediction_type", prediction);
    json.put("clip_sample", false);
    json.put("set_alpha_to_one", false);
    json.put("steps_offset", 1);
    if (source.has("betas")) {
      own(source, json);
    }
    return json;
  }

  private static void own(TensorSource source, ObjectNode json) throws CheckpointException {
    if (source.entry("betas").count() > MOST_STEPS) {
      throw new CheckpointException(
          source.source(),
          "has %d betas: expected at most %d".formatted(source.entry("betas").count(), MOST_STEPS));
    }
    double[] betas = source.doubles("betas");
    if (published(betas)) {
      return;
    }
    ArrayNode list = json.putArray("trained_betas");
    for (double beta : betas) {
      list.add(beta);
    }
    json.put("num_train_timesteps", betas.length);
    try {
      ScheduleConfig.of(json).schedule(); // refuses what is no schedule
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(source.source(), "betas: " + e.getMessage(), e);
    }
  }

  private static boolean published(double[] betas) {
    double[] table = Betas.SCALED_LINEAR.table(new Betas.Span(0.00085, 0.012, 1000));
    for (int i = 0; i < Math.min(betas.length, table.length); i++) {
      if (Math.abs(betas[i] - table[i]) > 1e-6 * table[i] + 1e-9) { // they are float32
        return false;
      }
    }
    return betas.length == table.length;
  }
}
