package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import corgi.engine.layers.Activation;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;

/**
 * The residual block of diffusion U-Nets and autoencoders: two normalised convolutions, with the
 * noise level, if there is one, added in between. Ho et al. 2020 (2006.11239), appendix B; {@code
 * ResnetBlock2D} in diffusers.
 */
public final class ResBlock {
  private final GroupNorm norm1;
  private final Conv2d conv1;
  private final Linear time;
  private final GroupNorm norm2;
  private final Conv2d conv2;
  private final Conv2d shortcut;
  private final Style style;
  private final Resampling resampling;

  /** A block that keeps height and width. */
  public ResBlock(Scope scope, Channels channels, Style style) {
    this(scope, channels, style, Resampling.NONE);
  }

  /** Declares the block's parameters. */
  public ResBlock(Scope scope, Channels channels, Style style, Resampling resampling) {
    norm1 = new GroupNorm(scope.at("norm1"), channels.in(), style.groups());
    conv1 = Conv2d.same3(scope.at("conv1"), channels.in(), channels.out());
    int width = style.scaleShift() ? 2 * channels.out() : channels.out();
    time =
        channels.time() == 0 ? null : Linear.of(scope.at("time_emb_proj"), channels.time(), width);
    norm2 = new GroupNorm(scope.at("norm2"), channels.out(), style.groups());
    conv2 = Conv2d.zero3(scope.at("conv2"), channels.out(), channels.out());
    shortcut =
        channels.in() == channels.out()
            ? null
            : Conv2d.point(scope.at("conv_shortcut"), channels.in(), channels.out());
    this.style = style;
    this.resampling = resampling;
  }

  /** Maps x (N, in, H, W) to (N, out, H′, W′); for a block without a time embedding. */
  public NDArray forward(TensorOps ops, NDArray x) {
    return forward(ops, x, null);
  }

  /**
   * Maps x (N, in, H, W) to (N, out, H′, W′).
   *
   * @param embedding of the noise level, (N, time), after its activation; null for a block without
   */
  public NDArray forward(TensorOps ops, NDArray x, NDArray embedding) {
    NDArray h = resampling.apply(ops, norm1.activated(ops, x, style.activation()));
    h = conv1.forward(ops, h); // (N, out, H′, W′)
    h = conv2.forward(ops, told(ops, h, embedding));
    NDArray kept = resampling.apply(ops, x);
    NDArray sum = (shortcut == null ? kept : shortcut.forward(ops, kept)).add(h);
    return style.scale() == 1 ? sum : Tensors.scale(sum, 1 / style.scale());
  }

  /** The second normalisation and activation, which are told the noise level. */
  private NDArray told(TensorOps ops, NDArray h, NDArray embedding) {
    if (time == null) {
      return norm2.activated(ops, h, style.activation());
    }
    NDArray t = time.forward(ops, embedding); // (N, out) or (N, 2·out)
    t = t.reshape(t.size(0), t.size(1), 1, 1);
    if (!style.scaleShift()) {
      return norm2.activated(ops, h.add(t), style.activation());
    }
    NDList halves = t.split(2, 1);
    NDArray n = norm2.forward(ops, h);
    return style.activation().apply(ops, n.add(n.mul(halves.get(0))).add(halves.get(1)));
  }

  /**
   * Sizes of one block.
   *
   * @param time the size of the time embedding, or 0 for none
   */
  public record Channels(int in, int out, int time) {}

  /**
   * What the blocks of one network have in common.
   *
   * @param groups of both normalisations
   * @param activation after both
   * @param scaleShift whether the noise level scales and shifts the normalised features (Dhariwal
   *     and Nichol 2021, 2105.05233, eq. 1) instead of being added to them
   * @param scale what the output is divided by
   */
  public record Style(Groups groups, Activation activation, boolean scaleShift, double scale) {
    /** SiLU, the noise level added, the output as it is. */
    public Style(Groups groups) {
      this(groups, Activation.SILU, false, 1);
    }
  }
}
