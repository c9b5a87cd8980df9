package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The U-Net of Stable Diffusion 1 and 2 (Rombach et al. 2022, 2112.10752, section 3.3), told from
 * the shapes of its tensors. What shapes do not say is taken from the published configurations: the
 * first has 8 heads, the second, whose projections are matrices, heads of 64 channels.
 */
final class LatentUNet {
  private static final int HEADS = 8;
  private static final int HEAD_CHANNELS = 64;
  private static final int MOST_BLOCKS = 200;

  private final TensorSource source;
  private final List<Integer> channels = new ArrayList<>();
  private final List<Boolean> attends = new ArrayList<>();
  private final List<Integer> layers = new ArrayList<>();

  private LatentUNet(TensorSource source) {
    this.source = source;
  }

  /** Returns the component of tensors that have the published names. */
  static Component of(TensorSource source) throws IOException {
    LatentUNet unet = new LatentUNet(source);
    unet.walk();
    ObjectNode config = unet.config();
    TensorSource renamed = Renaming.all(source, new UNetNames(unet.layers.get(0))::rename);
    return new Component("unet", "diffusers", config, renamed);
  }

  /** Levels are told apart by the convolutions that halve the resolution. */
  private void walk() throws CheckpointException {
    int width = Shapes.size(source, "input_blocks.0.0.weight", 0);
    channels.add(width);
    attends.add(false);
    layers.add(0);
    for (int i = 1; i < MOST_BLOCKS; i++) {
      int level = channels.size() - 1;
      if (source.has("input_blocks.%d.0.op.weight".formatted(i))) {
        channels.add(channels.get(level));
        attends.add(false);
        layers.add(0);
      } else if (source.has("input_blocks.%d.0.out_layers.3.weight".formatted(i))) {
        channels.set(
            level, Shapes.size(source, "input_blocks.%d.0.out_layers.3.weight".formatted(i), 0));
        layers.set(level, layers.get(level) + 1);
        attends.set(level, source.has("input_blocks.%d.1.proj_in.weight".formatted(i)));
      } else {
        break;
      }
    }
    if (layers.get(0) == 0 || layers.stream().distinct().count() != 1) {
      throw new CheckpointException(
          source.source(), "has levels of %s blocks: expected as many on each".formatted(layers));
    }
  }

  private ObjectNode config() throws CheckpointException {
    String middle = "middle_block.1.";
    boolean linear =
        source.has(middle + "proj_in.weight")
            && source.entry(middle + "proj_in.weight").shape().dimension() == 2;
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("_class_name", "UNet2DConditionModel");
    json.put("in_channels", Shapes.size(source, "input_blocks.0.0.weight", 1));
    json.put("out_channels", Shapes.size(source, "out.2.weight", 0));
    json.put("sample_size", 64);
    json.put("layers_per_block", layers.get(0));
    json.put(
        "cross_attention_dim",
        Shapes.size(source, middle + "transformer_blocks.0.attn2.to_k.weight", 1));
    json.put(
        "transformer_layers_per_block",
        Shapes.count(source, middle + "transformer_blocks.%d.norm1.weight"));
    json.put("use_linear_projection", linear);
    ArrayNode widths = json.putArray("block_out_channels");
    channels.forEach(widths::add);
    json.put("attention_head_dim", HEADS); // diffusers' name of their number
    if (linear) {
      ArrayNode heads = json.putArray("attention_head_dim");
      channels.forEach(c -> heads.add(Math.max(1, c / HEAD_CHANNELS)));
    }
    ArrayNode down = json.putArray("down_block_types");
    attends.forEach(a -> down.add(a ? "CrossAttnDownBlock2D" : "DownBlock2D"));
    ArrayNode up = json.putArray("up_block_types");
    for (int i = attends.size() - 1; i >= 0; i--) {
      up.add(attends.get(i) ? "CrossAttnUpBlock2D" : "UpBlock2D");
    }
    try {
      return UNetConfig.fromJson(json).toJson();
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(source.source(), e.getMessage(), e);
    }
  }
}
