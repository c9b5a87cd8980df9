package corgi.engine.unet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Writes every key of the configuration of diffusers' class. */
final class UNetConfigWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final UNetConfig config;
  private final ObjectNode json = JSON.createObjectNode();

  private UNetConfigWriter(UNetConfig config) {
    this.config = config;
  }

  static ObjectNode write(UNetConfig config) {
    UNetConfigWriter writer = new UNetConfigWriter(config);
    writer.common();
    if (config.blocks().family() == UNetFamily.PIXELS) {
      writer.pixels();
    } else {
      writer.text();
      writer.textConditions();
    }
    return writer.json;
  }

  private void common() {
    UNetConfig.Ends ends = config.ends();
    UNetConfig.Blocks blocks = config.blocks();
    Residual residual = config.residual();
    put("_class_name", blocks.family().className());
    put("sample_size", size(ends));
    put("in_channels", ends.inChannels());
    put("out_channels", ends.outChannels());
    put("center_input_sample", ends.centred());
    put("block_out_channels", blocks.channels());
    put("layers_per_block", perLevel(blocks.layers()));
    put("attention_head_dim", perLevel(config.attention().heads()));
    put("down_block_types", blocks.down().stream().map(LevelType::down).toList());
    boolean middle = blocks.middle() != MiddleType.NONE;
    put("mid_block_type", middle ? blocks.middle().block() : null);
    put("up_block_types", blocks.up().stream().map(LevelType::up).toList());
    put("act_fn", residual.activation().toString());
    put("dropout", residual.dropout());
    put("norm_num_groups", residual.norm().groups());
    put("norm_eps", residual.norm().epsilon());
    put("resnet_time_scale_shift", residual.noise().scaleShift() ? "scale_shift" : "default");
    put("mid_block_scale_factor", whole(residual.scales().middle()));
    put("downsample_padding", residual.resampling().padding());
    put("flip_sin_to_cos", config.time().waves().flipSinToCos());
    put("freq_shift", whole(config.time().waves().frequencyShift()));
    put("time_embedding_type", name(config.time().type()));
    put("time_embedding_dim", config.time().size());
    Conditions.Classes classes = config.conditions().classes();
    put(
        "class_embed_type",
        classes.type() == Conditions.ClassType.NONE ? null : name(classes.type()));
    put("num_class_embeds", classes.count());
  }

  private static Object size(UNetConfig.Ends ends) {
    if (ends.sampleWidth() != null) {
      return List.of(ends.sampleSize(), ends.sampleWidth());
    }
    return ends.sampleSize() == 0 ? null : ends.sampleSize();
  }

  private void pixels() {
    Residual.Resampler resampling = config.residual().resampling();
    put("add_attention", config.attention().middle().present());
    put("attn_norm_num_groups", config.attention().middle().groups());
    put("downsample_type", resampling.downInBlocks() ? "resnet" : "conv");
    put("upsample_type", resampling.upInBlocks() ? "resnet" : "conv");
    put("num_train_timesteps", config.time().steps());
  }

  private void text() {
    Attending attention = config.attention();
    put("conv_in_kernel", config.ends().kernels().in());
    put("conv_out_kernel", config.ends().kernels().out());
    put("cross_attention_dim", perLevel(attention.context()));
    put("transformer_layers_per_block", perLayer(attention.depth().down()));
    put("reverse_transformer_layers_per_block", perLayer(attention.depth().up()));
    put("only_cross_attention", perLevel(attention.onlyText().levels()));
    put("mid_block_only_cross_attention", attention.onlyText().middle());
    put("use_linear_projection", attention.style().linear());
    put("upcast_attention", attention.style().upcast());
    put(
        "cross_attention_norm",
        switch (attention.style().textNorm()) {
          case NONE -> null;
          case LAYER -> "layer_norm";
          case GROUP -> "group_norm";
        });
    put("dual_cross_attention", false);
    put("attention_type", "default");
    put("num_attention_heads", null);
    put("resnet_skip_time_act", config.residual().noise().skipActivation());
    put("resnet_out_scale_factor", config.residual().scales().levels());
    put("timestep_post_act", text(config.time().activations().post()));
    put("time_embedding_act_fn", text(config.time().activations().last()));
    put("time_cond_proj_dim", config.time().guidanceSize());
  }

  private void textConditions() {
    Conditions conditions = config.conditions();
    Conditions.Addition addition = conditions.addition();
    put("class_embeddings_concat", conditions.classes().joined());
    put(
        "addition_embed_type",
        addition.type() == Conditions.AdditionType.NONE ? null : name(addition.type()));
    put("addition_time_embed_dim", addition.timeSize());
    put("addition_embed_type_num_heads", addition.heads());
    put("projection_class_embeddings_input_dim", conditions.projectionSize());
    Conditions.Tokens tokens = conditions.tokens();
    put("encoder_hid_dim", tokens.size());
    put("encoder_hid_dim_type", tokens.size() == null ? null : name(tokens.type()) + "_proj");
  }

  private void put(String key, Object value) {
    json.set(key, JSON.valueToTree(value));
  }

  private static Object perLevel(PerLevel<?> values) {
    return values == null ? null : values.shared() ? values.at(0) : values.values();
  }

  private static Object perLayer(PerLevel<PerLevel<Integer>> depth) {
    if (depth == null) {
      return null;
    }
    List<Object> levels = depth.values().stream().map(UNetConfigWriter::perLevel).toList();
    return depth.shared() ? levels.get(0) : levels;
  }

  /** Whole numbers are written as such. */
  private static Object whole(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return (int) value;
    }
    return value;
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
