package corgi.engine.checkpoint.convert;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.unet.adm.AdmConfig;
import java.io.IOException;
import java.util.List;

/**
 * Models of OpenAI's guided-diffusion (Dhariwal and Nichol 2021, 2105.05233) as diffusers' {@code
 * UNet2DModel}, with the blocks that consistency models are converted to: residual blocks that
 * change the resolution, time that scales and shifts, and attention whose queries, keys and values
 * are three matrices.
 */
final class AdmFile {
  private AdmFile() {}

  /** Whether the names are those of such a model, which has no prefix. */
  static boolean isOne(TensorSource source) {
    return source.has("time_embed.0.weight")
        && source.has("input_blocks.0.0.weight")
        && source.has("middle_block.1.qkv.weight");
  }

  /**
   * Returns its parts.
   *
   * @throws CheckpointException naming what the other architecture does not have
   */
  static ForeignModel read(TensorSource source, AdmFlags flags) throws IOException {
    AdmConfig network = flags.network();
    ObjectNode config;
    try {
      config = new AdmAsPixelUNet(network).config();
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(source.source(), e.getMessage(), e);
    }
    TensorSource tensors = rename(source, network);
    return new ForeignModel(
        "guided-diffusion, %d×%d".formatted(network.ends().imageSize(), network.ends().imageSize()),
        "DDPMPipeline",
        List.of(new Component("unet", "diffusers", config, tensors)),
        scheduler(flags));
  }

  private static TensorSource rename(TensorSource source, AdmConfig network)
      throws CheckpointException {
    UNetNames names = new UNetNames(network.blocks());
    Renaming renaming = new Renaming(source);
    for (String name : source.names()) {
      String renamed = names.rename(name);
      Shape shape = source.entry(name).shape();
      if (renamed == null) {
        renaming.unknown(name);
      } else if (renamed.contains(".attentions.")) {
        attention(renaming, source, new Named(name, renamed), network);
      } else {
        renaming.put(renamed, Piece.whole(name, shape));
      }
    }
    return renaming.done();
  }

  private record Named(String old, String renamed) {}

  private static void attention(
      Renaming renaming, TensorSource source, Named name, AdmConfig network)
      throws CheckpointException {
    Shape matrix = Shapes.matrix(source.entry(name.old()).shape());
    String renamed =
        name.renamed().replace(".norm.", ".group_norm.").replace(".proj_out.", ".to_out.0.");
    if (!renamed.contains(".qkv.")) {
      renaming.put(renamed, Piece.whole(name.old(), matrix));
      return;
    }
    int rows = Shapes.size(source, name.old(), 0);
    int heads = heads(network, rows / 3, renamed.startsWith("up_blocks"));
    if (rows % (3 * heads) != 0) {
      throw new CheckpointException(
          source.source(), "tensor %s has %d rows for %d heads".formatted(name.old(), rows, heads));
    }
    Shape third = new Shape(rows / 3).addAll(matrix.slice(1));
    for (int i = 0; i < 3; i++) {
      Piece.Rows part =
          network.attention().order() == AdmConfig.Order.NEW
              ? Piece.Rows.third(i, rows)
              : Piece.Rows.thirdOfHeads(i, rows, heads);
      renaming.put(
          renamed.replace(".qkv.", List.of(".to_q.", ".to_k.", ".to_v.").get(i)),
          new Piece(name.old(), third, part));
    }
  }

  private static int heads(AdmConfig network, int channels, boolean up) {
    AdmConfig.Attending attention = network.attention();
    int fixed = up && attention.headsUp() > 0 ? attention.headsUp() : attention.heads();
    return Math.max(1, attention.headChannels() > 0 ? channels / attention.headChannels() : fixed);
  }

  /** Its β, scaled where there are not a thousand steps, and what it learned to predict. */
  private static ObjectNode scheduler(AdmFlags flags) {
    int steps = Math.max(1, flags.whole("diffusion_steps"));
    boolean cosine = flags.text("noise_schedule").equals("cosine");
    if (!cosine && !flags.text("noise_schedule").equals("linear")) {
      throw new IllegalArgumentException(
          "noise_schedule = %s: must be linear or cosine".formatted(flags.text("noise_schedule")));
    }
    double scale = 1000.0 / steps;
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("_class_name", "DDPMScheduler");
    json.put("num_train_timesteps", steps);
    json.put("beta_start", scale * 1e-4);
    json.put("beta_end", scale * 0.02);
    json.put("beta_schedule", cosine ? "squaredcos_cap_v2" : "linear");
    json.put("prediction_type", flags.flag("predict_xstart") ? "sample" : "epsilon");
    json.put("variance_type", flags.flag("learn_sigma") ? "learned_range" : "fixed_large");
    json.put("clip_sample", true);
    return json;
  }
}
