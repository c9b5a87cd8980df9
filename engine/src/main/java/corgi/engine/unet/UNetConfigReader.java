package corgi.engine.unet;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.layers.Activation;
import corgi.engine.unet.Attending.TextNorm;
import corgi.engine.unet.Conditions.AdditionType;
import corgi.engine.unet.Conditions.ClassType;
import corgi.engine.unet.Conditions.TokenType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Reads the configuration of diffusers' {@code UNet2DModel} or {@code UNet2DConditionModel}, each
 * with its defaults.
 */
final class UNetConfigReader {
  /** Keys that change the network, with the only values this U-Net has. */
  private static final Map<String, String> FIXED =
      Map.of(
          "attention_type", "default",
          "dual_cross_attention", "false");

  private final ConfigValues values;
  private final UNetFamily family;
  private final boolean pixels;

  UNetConfigReader(JsonNode json) {
    values = new ConfigValues(json);
    family = UNetFamily.named(values.text("_class_name", UNetFamily.TEXT.className()));
    pixels = family == UNetFamily.PIXELS;
  }

  UNetConfig read() {
    FIXED.forEach(this::refuseOther);
    if (values.has("num_attention_heads")) {
      throw new IllegalArgumentException(
          "num_attention_heads = %s: must be null; attention_head_dim is the number of heads"
              .formatted(values.node("num_attention_heads")));
    }
    if (values.has("encoder_hid_dim_type") && !values.has("encoder_hid_dim")) {
      throw new IllegalArgumentException("encoder_hid_dim_type: needs encoder_hid_dim");
    }
    return new UNetConfig(ends(), blocks(), attention(), residual(), time(), conditions());
  }

  private void refuseOther(String key, String only) {
    if (values.has(key) && !values.node(key).asText().equals(only)) {
      throw new IllegalArgumentException(
          "%s = %s: this U-Net has only %s".formatted(key, values.node(key), only));
    }
  }

  private UNetConfig.Ends ends() {
    boolean two = values.node("sample_size").isArray();
    List<Integer> size = two ? values.integers("sample_size", List.of()) : List.of();
    if (two && size.size() != 2) {
      throw new IllegalArgumentException(
          "sample_size = %s: must be one number, or height and width".formatted(size));
    }
    return new UNetConfig.Ends(
        two ? size.get(0) : values.integer("sample_size", 0),
        values.integer("in_channels", pixels ? 3 : 4),
        values.integer("out_channels", pixels ? 3 : 4),
        pixels
            ? UNetConfig.Kernels.USUAL
            : new UNetConfig.Kernels(
                values.integer("conv_in_kernel", 3), values.integer("conv_out_kernel", 3)),
        values.flag("center_input_sample", false),
        two ? size.get(1) : null);
  }

  private UNetConfig.Blocks blocks() {
    List<Integer> channels =
        values.integers(
            "block_out_channels",
            pixels ? List.of(224, 448, 672, 896) : List.of(320, 640, 1280, 1280));
    List<LevelType> preset = preset(channels.size());
    List<String> down =
        values.words("down_block_types", preset.stream().map(LevelType::down).toList());
    Collections.reverse(preset);
    List<String> up = values.words("up_block_types", preset.stream().map(LevelType::up).toList());
    return new UNetConfig.Blocks(
        family,
        down.stream().map(LevelType::ofDown).toList(),
        middle(),
        up.stream().map(LevelType::ofUp).toList(),
        channels,
        values.integerPerLevel("layers_per_block", 2));
  }

  private List<LevelType> preset(int count) {
    List<LevelType> types =
        new ArrayList<>(
            Collections.nCopies(count, pixels ? LevelType.ATTENTION : LevelType.TRANSFORMER));
    types.set(pixels ? 0 : count - 1, LevelType.PLAIN);
    return types;
  }

  private MiddleType middle() {
    if (values.isNull("mid_block_type")) {
      return MiddleType.NONE;
    }
    return pixels
        ? MiddleType.PLAIN // whatever it is called
        : MiddleType.named(values.text("mid_block_type", MiddleType.TRANSFORMER.block()));
  }

  private Attending attention() {
    String up = "reverse_transformer_layers_per_block";
    return new Attending(
        values.isNull("attention_head_dim")
            ? null
            : values.integerPerLevel("attention_head_dim", 8),
        values.integerPerLevel("cross_attention_dim", 1280),
        new Attending.Depth(
            values.has("transformer_layers_per_block")
                ? values.integerPerLayer("transformer_layers_per_block")
                : PerLevel.all(PerLevel.all(1)),
            values.has(up) ? values.integerPerLayer(up) : null),
        new Attending.OnlyText(
            values.flagPerLevel("only_cross_attention", false),
            values.optionalFlag("mid_block_only_cross_attention")),
        new Attending.Style(
            values.flag("use_linear_projection", false),
            values.flag("upcast_attention", false),
            textNorm()),
        new Attending.Middle(
            values.flag("add_attention", true), values.optional("attn_norm_num_groups")));
  }

  private TextNorm textNorm() {
    String norm = values.text("cross_attention_norm", "none");
    return switch (norm) {
      case "none" -> TextNorm.NONE;
      case "layer_norm" -> TextNorm.LAYER;
      case "group_norm" -> TextNorm.GROUP;
      default ->
          throw new IllegalArgumentException(
              "cross_attention_norm = %s: must be null, layer_norm or group_norm".formatted(norm));
    };
  }

  private Residual residual() {
    if (values.isNull("norm_num_groups")) {
      throw new IllegalArgumentException("norm_num_groups = null: must be a number");
    }
    return new Residual(
        new UNetConfig.Norm(values.integer("norm_num_groups", 32), values.number("norm_eps", 1e-5)),
        Activation.named("act_fn", values.text("act_fn", "silu")),
        values.number("dropout", 0),
        new Residual.Noise(
            either("resnet_time_scale_shift", "default", "scale_shift"),
            values.flag("resnet_skip_time_act", false)),
        new Residual.Scales(
            values.number("resnet_out_scale_factor", 1),
            values.number("mid_block_scale_factor", 1)),
        new Residual.Resampler(
            values.integer("downsample_padding", 1),
            pixels && either("downsample_type", "conv", "resnet"),
            pixels && either("upsample_type", "conv", "resnet")));
  }

  /** Whether a key has the second of its two values; it has the first where it is missing. */
  private boolean either(String key, String first, String second) {
    String value = values.text(key, first);
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          "%s = %s: this U-Net has only %s and %s".formatted(key, value, first, second));
    }
    return value.equals(second);
  }

  private TimeConfig time() {
    List<TimeConfig.Type> types = new ArrayList<>(List.of(TimeConfig.Type.values()));
    if (!pixels) {
      types.remove(TimeConfig.Type.LEARNED);
    }
    return new TimeConfig(
        values.oneOf("time_embedding_type", TimeConfig.Type.POSITIONAL, types),
        new TimeEmbedding.Options(
            values.flag("flip_sin_to_cos", true), values.number("freq_shift", 0)),
        values.optional("time_embedding_dim"),
        new TimeConfig.Activations(
            activation("timestep_post_act"), activation("time_embedding_act_fn")),
        values.optional("time_cond_proj_dim"),
        values.optional("num_train_timesteps"));
  }

  private Activation activation(String key) {
    return values.has(key) ? Activation.named(key, values.text(key, null)) : null;
  }

  private Conditions conditions() {
    List<ClassType> classes =
        pixels
            ? List.of(ClassType.TIMESTEP, ClassType.IDENTITY)
            : List.of(
                ClassType.TIMESTEP,
                ClassType.IDENTITY,
                ClassType.PROJECTION,
                ClassType.SIMPLE_PROJECTION);
    return new Conditions(
        new Conditions.Classes(
            values.oneOf("class_embed_type", ClassType.NONE, classes),
            values.optional("num_class_embeds"),
            values.flag("class_embeddings_concat", false)),
        new Conditions.Addition(
            values.oneOf(
                "addition_embed_type",
                AdditionType.NONE,
                List.of(
                    AdditionType.TEXT,
                    AdditionType.TEXT_IMAGE,
                    AdditionType.IMAGE,
                    AdditionType.TEXT_TIME)),
            values.optional("addition_time_embed_dim"),
            values.integer("addition_embed_type_num_heads", 64)),
        values.optional("projection_class_embeddings_input_dim"),
        new Conditions.Tokens(tokens(), values.optional("encoder_hid_dim")));
  }

  private TokenType tokens() {
    String type = values.text("encoder_hid_dim_type", "text_proj");
    return switch (type) {
      case "text_proj" -> TokenType.TEXT;
      case "text_image_proj" -> TokenType.TEXT_IMAGE;
      case "image_proj" -> TokenType.IMAGE;
      default ->
          throw new IllegalArgumentException(
              "encoder_hid_dim_type = %s: must be text_proj, text_image_proj or image_proj"
                  .formatted(type));
    };
  }
}
