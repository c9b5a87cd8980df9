package corgi.engine.unet;

import corgi.engine.unet.Conditions.AdditionType;
import corgi.engine.unet.Conditions.ClassType;

/** What a configuration must keep to. Each refusal names the key, the value and what is right. */
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

  /** Parts that need one another. */
  static void check(
      UNetConfig.Blocks blocks, Attending attention, TimeConfig time, Conditions conditions) {
    boolean pixels = blocks.family() == UNetFamily.PIXELS;
    if (pixels
        && (blocks.down().stream().anyMatch(LevelType::readsText)
            || blocks.up().stream().anyMatch(LevelType::readsText))) {
      throw new IllegalArgumentException(
          "down_block_types = %s, up_block_types = %s: a UNet2DModel reads no text"
              .formatted(blocks.down(), blocks.up()));
    }
    if (!pixels && attention.heads() == null) {
      throw new IllegalArgumentException(
          "attention_head_dim = null: a UNet2DConditionModel needs a number");
    }
    needs(
        "time_embedding_type = learned",
        "num_train_timesteps",
        time.type() == TimeConfig.Type.LEARNED,
        time.steps());
    ClassType classes = conditions.classes().type();
    needs(
        "class_embed_type = " + classes,
        "projection_class_embeddings_input_dim",
        classes == ClassType.PROJECTION || classes == ClassType.SIMPLE_PROJECTION,
        conditions.projectionSize());
    boolean textTime = conditions.addition().type() == AdditionType.TEXT_TIME;
    needs(
        "addition_embed_type = text_time",
        "projection_class_embeddings_input_dim",
        textTime,
        conditions.projectionSize());
    needs(
        "addition_embed_type = text_time",
        "addition_time_embed_dim",
        textTime,
        conditions.addition().timeSize());
    needs(
        "encoder_hid_dim_type = " + conditions.tokens().type(),
        "encoder_hid_dim",
        conditions.tokens().type() != Conditions.TokenType.TEXT,
        conditions.tokens().size());
    needs(
        "addition_embed_type = image",
        "encoder_hid_dim",
        conditions.addition().type() == AdditionType.IMAGE,
        conditions.tokens().size());
    if (conditions.classes().joined()
        && (!conditions.classes().present() || conditions.addition().type() != AdditionType.NONE)) {
      throw new IllegalArgumentException(
          "class_embeddings_concat = true: needs class embeddings, and no addition_embed_type");
    }
    if (conditions.tokens().size() != null && !attention.context().shared()) {
      throw new IllegalArgumentException(
          "cross_attention_dim = %s: must be one number where encoder_hid_dim is given"
              .formatted(attention.context().values()));
    }
  }

  private static void needs(String what, String key, boolean wanted, Integer value) {
    if (wanted && value == null) {
      throw new IllegalArgumentException("%s: needs %s".formatted(what, key));
    }
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
