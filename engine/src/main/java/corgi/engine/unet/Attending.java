package corgi.engine.unet;

/**
 * How a U-Net attends.
 *
 * @param heads {@code attention_head_dim}: the number of heads in transformers, the size of a head
 *     elsewhere; null in a {@code UNet2DModel} for one head
 * @param context {@code cross_attention_dim}: the size D of a text token's state
 * @param depth how many transformer blocks follow one another
 * @param onlyText where pixels do not attend to pixels
 * @param style what all have in common
 * @param middle the middle block of a {@code UNet2DModel}
 */
public record Attending(
    PerLevel<Integer> heads,
    PerLevel<Integer> context,
    Depth depth,
    OnlyText onlyText,
    Style style,
    Middle middle) {
  /** The norm of text before {@link LevelType#TEXT_AND_PIXELS} attends to it. */
  public enum TextNorm {
    /** None. */
    NONE,
    /** {@code layer_norm}. */
    LAYER,
    /** {@code group_norm}. */
    GROUP
  }

  /**
   * Transformer blocks at each level, and in each of its layers where they differ.
   *
   * @param down {@code transformer_layers_per_block}
   * @param up {@code reverse_transformer_layers_per_block}, from the lowest resolution up; null if
   *     it mirrors the way down
   */
  public record Depth(PerLevel<PerLevel<Integer>> down, PerLevel<PerLevel<Integer>> up) {
    /** The same everywhere. */
    public static Depth of(int blocks) {
      return new Depth(PerLevel.all(PerLevel.all(blocks)), null);
    }

    PerLevel<Integer> up(int level, int count) {
      return up == null ? down.at(level) : up.at(count - 1 - level);
    }
  }

  /**
   * Where both attentions of a transformer block, or the only one of a simple block, read nothing
   * but text.
   *
   * @param levels {@code only_cross_attention}
   * @param middle {@code mid_block_only_cross_attention}, null for what holds for all levels
   */
  public record OnlyText(PerLevel<Boolean> levels, Boolean middle) {
    boolean inMiddle() {
      return middle != null ? middle : levels.shared() && levels.at(0);
    }
  }

  /**
   * What all attentions have in common.
   *
   * @param linear {@code use_linear_projection}: project tokens, not pixels
   * @param upcast {@code upcast_attention}: without effect here, where logits are never in half
   *     precision unless all is
   * @param textNorm {@code cross_attention_norm}
   */
  public record Style(boolean linear, boolean upcast, TextNorm textNorm) {}

  /**
   * The middle block of a {@code UNet2DModel}.
   *
   * @param present {@code add_attention}
   * @param groups {@code attn_norm_num_groups}; null for those of the residual blocks, or for no
   *     normalisation where the noise level scales and shifts
   */
  public record Middle(boolean present, Integer groups) {}

  /** Attention as {@code UNet2DConditionModel} has it unless it is told otherwise. */
  static Attending plain(PerLevel<Integer> heads, int context, int depth, boolean linear) {
    return new Attending(
        heads,
        PerLevel.all(context),
        Depth.of(depth),
        new OnlyText(PerLevel.all(false), null),
        new Style(linear, false, TextNorm.NONE),
        new Middle(true, null));
  }
}
