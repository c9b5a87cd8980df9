package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;

/**
 * The autoencoder of Stable Diffusion (Rombach et al. 2022, 2112.10752, section 3.1), told from the
 * shapes of its tensors.
 */
final class LatentAutoencoder {
  /** How much smaller a latent is made: that of the published autoencoders with four channels. */
  private static final double SCALING = 0.18215;

  private LatentAutoencoder() {}

  /** Returns the component of tensors that have the published names. */
  static Component of(TensorSource source) throws IOException {
    int levels = Shapes.count(source, "encoder.down.%d.block.0.conv1.weight");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("_class_name", "AutoencoderKL");
    json.put("act_fn", "silu");
    ArrayNode widths = json.putArray("block_out_channels");
    ArrayNode down = json.putArray("down_block_types");
    ArrayNode up = json.putArray("up_block_types");
    for (int i = 0; i < levels; i++) {
      widths.add(Shapes.size(source, "encoder.down.%d.block.0.conv1.weight".formatted(i), 0));
      down.add("DownEncoderBlock2D");
      up.add("UpDecoderBlock2D");
    }
    json.put("in_channels", Shapes.size(source, "encoder.conv_in.weight", 1));
    json.put("out_channels", Shapes.size(source, "decoder.conv_out.weight", 0));
    json.put("latent_channels", Shapes.size(source, "decoder.conv_in.weight", 1));
    json.put("layers_per_block", Shapes.count(source, "encoder.down.0.block.%d.conv1.weight"));
    json.put("norm_num_groups", 32);
    json.put("sample_size", 512);
    json.put("scaling_factor", SCALING);
    TensorSource renamed = Renaming.all(source, new AutoencoderNames(levels)::rename);
    return new Component("vae", "diffusers", json, renamed);
  }
}
