package corgi.engine.unet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a U-Net, by the keys of diffusers' {@code UNet2DConditionModel} configuration.
 *
 * @param ends what goes in and out
 * @param levels the resolutions, from the full one down
 * @param crossAttentionDim the size D of a text token's state
 * @param transformer how attention blocks are built
 * @param norm how residual blocks normalise
 * @param time how t is embedded
 */
public record UNetConfig(
    Ends ends,
    List<Level> levels,
    int crossAttentionDim,
    Transformer transformer,
    Norm norm,
    TimeEmbedding.Options time) {
  /** Image size and channels: {@code sample_size}, {@code in_channels}, {@code out_channels}. */
  public record Ends(int sampleSize, int inChannels, int outChannels) {}

  /**
   * One resolution.
   *
   * @param channels its {@code block_out_channels}
   * @param blocks residual blocks on the way down; one more on the way up
   * @param heads attention heads, or 0 for no attention ({@code attention_head_dim}, which in this
   *     class of models is the number of heads)
   */
  public record Level(int channels, int blocks, int heads) {}

  /**
   * Attention blocks.
   *
   * @param depth {@code transformer_layers_per_block}
   * @param linear {@code use_linear_projection}: project tokens, not pixels
   * @param midHeads heads of the middle block
   */
  public record Transformer(int depth, boolean linear, int midHeads) {}

  /** {@code norm_num_groups} and {@code norm_eps}. */
  public record Norm(int groups, double epsilon) {}

  public UNetConfig {
    levels = List.copyOf(levels);
    require(levels.size(), "the number of block_out_channels", 1, 10);
    for (Level level : levels) {
      require(level.channels(), "block_out_channels", 1, 8192);
      require(level.blocks(), "layers_per_block", 1, 16);
      require(level.heads(), "attention_head_dim", 0, 256);
    }
    require(ends.inChannels(), "in_channels", 1, 1024);
    require(ends.outChannels(), "out_channels", 1, 1024);
    require(crossAttentionDim, "cross_attention_dim", 1, 16384);
    require(transformer.depth(), "transformer_layers_per_block", 1, 32);
    require(norm.groups(), "norm_num_groups", 1, 8192);
  }

  private static void require(int value, String key, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s = %d: must be between %d and %d".formatted(key, value, least, most));
    }
  }

  /** Channels of the lowest resolution. */
  int lowestChannels() {
    return levels.get(levels.size() - 1).channels();
  }

  /** Reads a diffusers configuration; keys this U-Net cannot honour are refused by name. */
  public static UNetConfig fromJson(JsonNode json) {
    return UNetConfigJson.read(json);
  }

  /** Writes the diffusers configuration. */
  public ObjectNode toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("_class_name", "UNet2DConditionModel");
    json.put("sample_size", ends.sampleSize());
    json.put("in_channels", ends.inChannels());
    json.put("out_channels", ends.outChannels());
    ArrayNode channels = json.putArray("block_out_channels");
    ArrayNode blocks = json.putArray("layers_per_block");
    ArrayNode heads = json.putArray("attention_head_dim");
    List<String> down = new ArrayList<>();
    List<String> up = new ArrayList<>();
    for (Level level : levels) {
      channels.add(level.channels());
      blocks.add(level.blocks());
      heads.add(level.heads() == 0 ? transformer.midHeads() : level.heads());
      down.add(level.heads() == 0 ? "DownBlock2D" : "CrossAttnDownBlock2D");
      up.add(0, level.heads() == 0 ? "UpBlock2D" : "CrossAttnUpBlock2D");
    }
    down.forEach(json.putArray("down_block_types")::add);
    json.put("mid_block_type", "UNetMidBlock2DCrossAttn");
    up.forEach(json.putArray("up_block_types")::add);
    json.put("cross_attention_dim", crossAttentionDim);
    json.put("transformer_layers_per_block", transformer.depth());
    json.put("use_linear_projection", transformer.linear());
    json.put("norm_num_groups", norm.groups());
    json.put("norm_eps", norm.epsilon());
    json.put("flip_sin_to_cos", time.flipSinToCos());
    json.put("freq_shift", time.frequencyShift());
    json.put("act_fn", "silu");
    return json;
  }
}
