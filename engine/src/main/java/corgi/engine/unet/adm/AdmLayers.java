package corgi.engine.unet.adm;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of {@code input_blocks} or {@code output_blocks}: layers that run one after another.
 */
final class AdmLayers {
  static final Groups GROUPS = new Groups(32, 1e-5);

  /** A layer that may look at the embedding. */
  @FunctionalInterface
  interface Part {
    NDArray forward(TensorOps ops, NDArray x, NDArray emb);
  }

  private final Scope scope;
  private final AdmConfig config;
  private final List<Part> parts = new ArrayList<>();

  AdmLayers(Scope scope, AdmConfig config) {
    this.scope = scope;
    this.config = config;
  }

  private Scope next() {
    return scope.at(Integer.toString(parts.size()));
  }

  AdmLayers enter(int in, int out) {
    Conv2d conv = Conv2d.same3(next(), in, out);
    parts.add((ops, x, emb) -> conv.forward(ops, x));
    return this;
  }

  AdmLayers block(int in, int out) {
    parts.add(new AdmBlock(next(), in, out, config, Resample.NONE)::forward);
    return this;
  }

  AdmLayers attention(int channels, boolean up) {
    int heads = config.attention().heads(channels, up);
    AdmAttention attention = new AdmAttention(next(), channels, heads, config.attention().order());
    parts.add((ops, x, emb) -> attention.forward(ops, x));
    return this;
  }

  AdmLayers down(int channels) {
    if (config.style().blocksResample()) {
      parts.add(new AdmBlock(next(), channels, channels, config, Resample.DOWN)::forward);
    } else if (config.style().convResample()) {
      Conv2d conv = Conv2d.halving3(next().at("op"), channels, channels);
      parts.add((ops, x, emb) -> conv.forward(ops, x));
    } else {
      parts.add((ops, x, emb) -> Resample.DOWN.apply(ops, x));
    }
    return this;
  }

  AdmLayers up(int channels) {
    if (config.style().blocksResample()) {
      parts.add(new AdmBlock(next(), channels, channels, config, Resample.UP)::forward);
    } else if (config.style().convResample()) {
      Conv2d conv = Conv2d.same3(next().at("conv"), channels, channels);
      parts.add((ops, x, emb) -> conv.forward(ops, Resample.UP.apply(ops, x)));
    } else {
      parts.add((ops, x, emb) -> Resample.UP.apply(ops, x));
    }
    return this;
  }

  NDArray forward(TensorOps ops, NDArray x, NDArray emb) {
    return Segments.of(() -> chained(ops, x, emb));
  }

  /** The same for x with what was kept on the way down, whose joint copy need not be kept. */
  NDArray forward(TensorOps ops, NDArray x, NDArray kept, NDArray emb) {
    return Segments.of(() -> chained(ops, x.concat(kept, 1), emb));
  }

  private NDArray chained(TensorOps ops, NDArray x, NDArray emb) {
    NDArray h = x;
    for (Part part : parts) {
      h = part.forward(ops, h, emb);
    }
    return h;
  }
}
