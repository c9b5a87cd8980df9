package corgi.engine.unet;

/**
 * The sizes a configuration must keep to. Each refusal names the key, the value and what is right.
 */
final class UNetLimits {
  private static final int MOST_LEVELS = 10;
  private static final int MOST_CHANNELS = 8192;

  private UNetLimits() {}

  /** Sizes. */
  static void check(
      UNetConfig.Ends ends, UNetConfig.Blocks blocks, Attending attention, Residual residual) {
    int count = blocks.count();
    between("the number of block_out_channels", count, 1, MOST_LEVELS);
    same("down_block_types", blocks.down().size(), count);
    same("up_block_types", blocks.up().size(), count);
    each("block_out_channels", PerLevel.each(blocks.channels()), count, MOST_CHANNELS);
    each("layers_per_block", blocks.layers(), count, 16);
    if (attention.heads() != null) {
      each("attention_head_dim", attention.heads(), count, MOST_CHANNELS);
    }
    each("cross_attention_dim", attention.context(), count, 16384);
    depth("transformer_layers_per_block", attention.depth().down(), count);
    if (attention.depth().up() != null) {
      depth("reverse_transformer_layers_per_block", attention.depth().up(), count);
    }
    enoughDepths(blocks, attention.depth());
    attention.onlyText().levels().require("only_cross_attention", count);
    between("sample_size", ends.sampleSize(), 0, 1 << 16);
    between("in_channels", ends.inChannels(), 1, 1024);
    between("out_channels", ends.outChannels(), 1, 1024);
    between("conv_in_kernel", ends.kernels().in(), 1, 31);
    between("conv_out_kernel", ends.kernels().out(), 1, 31);
    between("norm_num_groups", residual.norm().groups(), 1, MOST_CHANNELS);
    between("downsample_padding", residual.resampling().padding(), 0, 8);
    scale("resnet_out_scale_factor", residual.scales().levels());
    scale("mid_block_scale_factor", residual.scales().middle());
  }

  /** Sizes that may be left out. */
  static void check(Attending attention, TimeConfig time, Conditions conditions) {
    optional("attn_norm_num_groups", attention.middle().groups());
    optional("time_embedding_dim", time.size());
    optional("time_cond_proj_dim", time.guidanceSize());
    optional("num_train_timesteps", time.steps());
    optional("num_class_embeds", conditions.classes().count());
    optional("projection_class_embeddings_input_dim", conditions.projectionSize());
    optional("addition_time_embed_dim", conditions.addition().timeSize());
    between("addition_embed_type_num_heads", conditions.addition().heads(), 1, MOST_CHANNELS);
    optional("encoder_hid_dim", conditions.tokens().size());
  }

  private static void optional(String key, Integer value) {
    if (value != null) {
      between(key, value, 1, 1 << 20);
    }
  }

  private static void depth(String key, PerLevel<PerLevel<Integer>> depth, int count) {
    depth.require(key, count);
    depth.values().forEach(level -> each(key, level, level.values().size(), 64));
  }

  /** Where depths are given layer by layer there must be one for each. */
  private static void enoughDepths(UNetConfig.Blocks blocks, Attending.Depth depth) {
    for (int i = 0; i < blocks.count(); i++) {
      int layers = blocks.layers().at(i);
      enough("transformer_layers_per_block", depth.down().at(i), layers);
      enough("reverse_transformer_layers_per_block", depth.up(i, blocks.count()), layers + 1);
    }
  }

  private static void enough(String key, PerLevel<Integer> depths, int layers) {
    if (!depths.shared() && depths.values().size() < layers) {
      throw new IllegalArgumentException(
          "%s = %s: must have %d elements, one per layer".formatted(key, depths.values(), layers));
    }
  }

  private static void each(String key, PerLevel<Integer> values, int count, int most) {
    values.require(key, count);
    values.values().forEach(value -> between(key, value, 1, most));
  }

  private static void same(String key, int size, int count) {
    if (size != count) {
      throw new IllegalArgumentException(
          "%s has %d elements: must have %d, one per level".formatted(key, size, count));
    }
  }

  private static void scale(String key, double value) {
    if (!(Double.isFinite(value) && value != 0)) {
      throw new IllegalArgumentException("%s = %s: must not be 0".formatted(key, value));
    }
  }

  private static void between(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s = %d: must be between %d and %d".formatted(key, value, least, most));
    }
  }
}
