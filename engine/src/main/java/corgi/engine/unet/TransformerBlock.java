package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;

/**
 * Self-attention, cross-attention on the text, and a gated feed-forward layer, each normalised and
 * residual. Rombach et al. 2022 (2112.10752), appendix E.2.1; {@code BasicTransformerBlock}.
 */
final class TransformerBlock {
  private static final int WIDENING = 4;

  private final LayerNorm norm1;
  private final Attention first;
  private final boolean onlyText;
  private final LayerNorm norm2;
  private final Attention cross;
  private final LayerNorm norm3;
  private final Linear widen;
  private final Linear narrow;
  private final String path;

  TransformerBlock(Scope scope, Transformer2d.Plan plan) {
    int size = plan.inner();
    Attention.Sizes reading =
        new Attention.Sizes(size, plan.context(), plan.heads(), plan.head(), false);
    Attention.Sizes looking = new Attention.Sizes(size, size, plan.heads(), plan.head(), false);
    onlyText = plan.onlyText();
    norm1 = new LayerNorm(scope.at("norm1"), size);
    first = new Attention(scope.at("attn1"), onlyText ? reading : looking);
    norm2 = new LayerNorm(scope.at("norm2"), size);
    cross = new Attention(scope.at("attn2"), reading);
    norm3 = new LayerNorm(scope.at("norm3"), size);
    widen = Linear.of(scope.at("ff.net.0.proj"), size, 2 * WIDENING * size);
    narrow = Linear.of(scope.at("ff.net.2"), WIDENING * size, size);
    path = scope.path();
  }

  /** Maps x (N, T, size) to the same shape. */
  NDArray forward(Pass pass, NDArray x) {
    TensorOps ops = pass.ops();
    NDArray tokens = pass.text().tokens();
    NDArray n = norm1.forward(ops, x);
    // Where pixels read only text they see its padding too, as the reference has it.
    NDArray h = x.add(seen(pass, "attn1", first.forward(ops, n, onlyText ? tokens : n, null)));
    NDArray read = cross.forward(ops, norm2.forward(ops, h), tokens, pass.text().bias());
    h = h.add(seen(pass, "attn2", read));
    NDArray wide = ops.geglu(widen.forward(ops, norm3.forward(ops, h))); // (N, T, 4·size)
    h = h.add(seen(pass, "ff", narrow.forward(ops, wide)));
    return pass.observer().see(path, h);
  }

  private NDArray seen(Pass pass, String part, NDArray output) {
    return pass.observer().see(path + "." + part, output);
  }
}
