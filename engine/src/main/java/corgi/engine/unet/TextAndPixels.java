package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.Heads;
import corgi.engine.tensor.TensorOps;

/**
 * Attention of pixels to the text and to pixels at once, residual. Nichol et al. 2022 (2112.10741),
 * §2.4: the text's keys and values stand before the image's. {@code AttnAddedKVProcessor}.
 */
final class TextAndPixels implements Block {
  private static final double EPSILON = 1e-5; // fixed in the reference, unlike the blocks' own
  private static final int TEXT_GROUPS = 32; // fixed as well

  private final GroupNorm norm;
  private final Norm textNorm;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear textKey;
  private final Linear textValue;
  private final Linear out;
  private final int heads;

  TextAndPixels(Scope scope, Plan plan) {
    int size = plan.channels();
    int context = plan.context();
    heads = plan.heads();
    norm = new GroupNorm(scope.at("group_norm"), size, new Groups(plan.groups(), EPSILON));
    textNorm = textNorm(scope.at("norm_cross"), plan);
    query = Linear.of(scope.at("to_q"), size, size);
    key = plan.onlyText() ? null : Linear.of(scope.at("to_k"), size, size);
    value = plan.onlyText() ? null : Linear.of(scope.at("to_v"), size, size);
    textKey = Linear.of(scope.at("add_k_proj"), context, size);
    textValue = Linear.of(scope.at("add_v_proj"), context, size);
    out = Linear.of(scope.at("to_out.0"), size, size);
  }

  private static Norm textNorm(Scope scope, Plan plan) {
    return switch (plan.textNorm()) {
      case NONE -> (ops, x) -> x;
      case LAYER -> new LayerNorm(scope, plan.channels())::forward;
      case GROUP -> {
        GroupNorm group = new GroupNorm(scope, plan.context(), new Groups(TEXT_GROUPS, EPSILON));
        yield (ops, x) -> group.forward(ops, x.transpose(0, 2, 1)).transpose(0, 2, 1);
      }
    };
  }

  /** Maps x (N, C, H, W) to the same shape. */
  @Override
  public NDArray forward(Pass pass, NDArray x) {
    TensorOps ops = pass.ops();
    NDArray tokens = Pixels.tokens(norm.forward(ops, x)); // (N, H·W, C)
    NDArray text = textNorm.apply(ops, pass.text().tokens());
    NDArray k = textKey.forward(ops, text); // (N, L, C)
    NDArray v = textValue.forward(ops, text);
    NDArray bias = pass.text().bias();
    if (key != null) {
      k = k.concat(key.forward(ops, tokens), 1); // (N, L + H·W, C)
      v = v.concat(value.forward(ops, tokens), 1);
      bias = bias == null ? null : widened(bias, tokens.size(1));
    }
    NDArray q = query.forward(ops, tokens);
    NDArray h = out.forward(ops, ops.attention(q, k, v, new Heads(heads, bias)));
    return Pixels.image(h, x.getShape()).add(x);
  }

  /** Lets every pixel be attended to. */
  private static NDArray widened(NDArray bias, long pixels) {
    return bias.concat(bias.getManager().zeros(new Shape(bias.size(0), 1, 1, pixels)), 3);
  }

  /**
   * What one is made of.
   *
   * @param channels of the feature map
   * @param headSize the size of a head, which divides them
   * @param context the size D of a text token's state
   * @param groups of the normalisation
   * @param onlyText whether pixels are not attended to
   * @param textNorm the norm of the text
   */
  record Plan(
      int channels,
      int headSize,
      int context,
      int groups,
      boolean onlyText,
      Attending.TextNorm textNorm) {
    Plan {
      if (channels % headSize != 0) {
        throw new IllegalArgumentException(
            "attention_head_dim = %d: must divide %d channels".formatted(headSize, channels));
      }
      if (textNorm == Attending.TextNorm.LAYER && channels != context) {
        throw new IllegalArgumentException(
            "cross_attention_norm = layer_norm: needs cross_attention_dim = %d, the channels, not %d"
                .formatted(channels, context));
      }
    }

    int heads() {
      return channels / headSize;
    }
  }

  @FunctionalInterface
  private interface Norm {
    NDArray apply(TensorOps ops, NDArray x);
  }
}
