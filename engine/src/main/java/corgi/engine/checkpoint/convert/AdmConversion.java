package corgi.engine.checkpoint.convert;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.AdmFile;
import corgi.engine.checkpoint.AdmFlags;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.sampling.adm.AdmDiffusion;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.unet.adm.AdmConfig;
import java.io.IOException;
import java.util.List;

/**
 * Models of OpenAI's guided-diffusion (Dhariwal and Nichol 2021, 2105.05233) as diffusers' {@code
 * UNet2DModel}, with the blocks that consistency models are converted to: residual blocks that
 * change the resolution, time that scales and shifts, and attention whose queries, keys and values
 * are three matrices.
 */
final class AdmConversion {
  private AdmConversion() {}

  /**
   * Returns its parts.
   *
   * @throws CheckpointException naming what the other architecture does not have
   */
  static ForeignModel read(TensorSource source, AdmFlags flags) throws IOException {
    if (AdmFile.isClassifier(source)) {
      throw new CheckpointException(
          source.source(),
          "is a classifier of guided-diffusion, for which diffusers has no class: it is used as it"
              + " is, with --classifier");
    }
    AdmConfig network;
    ObjectNode config;
    ScheduleConfig scheduler;
    try {
      network = flags.model();
      config = new AdmAsPixelUNet(network).config();
      scheduler = scheduler(flags);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(source.source(), e.getMessage(), e);
    }
    TensorSource tensors = rename(source, network);
    return new ForeignModel(
        "guided-diffusion, %d×%d".formatted(network.ends().imageSize(), network.ends().imageSize()),
        "DDPMPipeline",
        List.of(new Component("unet", "diffusers", config, tensors)),
        scheduler.json());
  }

  private static ScheduleConfig scheduler(AdmFlags flags) {
    AdmDiffusion diffusion = flags.diffusion("");
    if (diffusion.times() == AdmDiffusion.Times.RESCALED && diffusion.steps() != 1000) {
      throw new IllegalArgumentException(
          "rescale_timesteps with diffusion_steps = %d: diffusers tells its networks the times as"
                  .formatted(diffusion.steps())
              + " they are");
    }
    return flags.scheduler();
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
}
