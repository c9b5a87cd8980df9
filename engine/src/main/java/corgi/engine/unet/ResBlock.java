package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.TensorOps;

/**
 * The residual block of diffusion U-Nets: two normalised convolutions with the noise level added in
 * between. Ho et al. 2020 (2006.11239), appendix B; {@code ResnetBlock2D} in diffusers.
 */
final class ResBlock {
  private final GroupNorm norm1;
  private final Conv2d conv1;
  private final Linear time;
  private final GroupNorm norm2;
  private final Conv2d conv2;
  private final Conv2d shortcut;

  /** Maps {@code in} channels to {@code out}; {@code time} is the size of the time embedding. */
  ResBlock(Scope scope, Channels channels, Groups groups) {
    norm1 = new GroupNorm(scope.at("norm1"), channels.in(), groups);
    conv1 = Conv2d.same3(scope.at("conv1"), channels.in(), channels.out());
    time = Linear.of(scope.at("time_emb_proj"), channels.time(), channels.out());
    norm2 = new GroupNorm(scope.at("norm2"), channels.out(), groups);
    conv2 = Conv2d.zero3(scope.at("conv2"), channels.out(), channels.out());
    shortcut =
        channels.in() == channels.out()
            ? null
            : Conv2d.point(scope.at("conv_shortcut"), channels.in(), channels.out());
  }

  NDArray forward(Pass pass, NDArray x) {
    TensorOps ops = pass.ops();
    NDArray h = conv1.forward(ops, norm1.silu(ops, x)); // (N, out, H, W)
    NDArray t = time.forward(ops, pass.time()); // (N, out)
    h = h.add(t.reshape(t.size(0), t.size(1), 1, 1));
    h = conv2.forward(ops, norm2.silu(ops, h));
    return (shortcut == null ? x : shortcut.forward(ops, x)).add(h);
  }

  record Channels(int in, int out, int time) {}
}
