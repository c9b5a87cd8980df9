package corgi.engine.unet.adm;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;

/**
 * The residual block of Dhariwal and Nichol 2021 (2105.05233), §3: "BigGAN" blocks change the
 * resolution inside, and adaptive group normalisation (eq. 1) lets the embedding scale and shift.
 * {@code ResBlock} in the published code.
 */
final class AdmBlock {
  private final GroupNorm norm1;
  private final Conv2d conv1;
  private final Linear time;
  private final GroupNorm norm2;
  private final Conv2d conv2;
  private final Conv2d shortcut;
  private final Resample resample;
  private final boolean scaleShift;

  AdmBlock(Scope scope, int in, int out, AdmConfig config, Resample resample) {
    norm1 = new GroupNorm(scope.at("in_layers.0"), in, AdmLayers.GROUPS);
    conv1 = Conv2d.same3(scope.at("in_layers.2"), in, out);
    scaleShift = config.style().scaleShift();
    time = Linear.of(scope.at("emb_layers.1"), config.embedding(), scaleShift ? 2 * out : out);
    norm2 = new GroupNorm(scope.at("out_layers.0"), out, AdmLayers.GROUPS);
    conv2 = Conv2d.zero3(scope.at("out_layers.3"), out, out);
    shortcut = in == out ? null : Conv2d.point(scope.at("skip_connection"), in, out);
    this.resample = resample;
  }

  /**
   * @param x (N, in, H, W)
   * @param emb SiLU of the embedding, (N, E)
   */
  NDArray forward(TensorOps ops, NDArray x, NDArray emb) {
    NDArray h = conv1.forward(ops, resample.apply(ops, norm1.silu(ops, x)));
    NDArray t = time.forward(ops, emb); // (N, out) or (N, 2·out)
    t = t.reshape(t.size(0), t.size(1), 1, 1);
    if (scaleShift) {
      var halves = t.split(2, 1);
      NDArray normed = norm2.forward(ops, h);
      h = ops.silu(normed.add(normed.mul(halves.get(0))).add(halves.get(1)));
    } else {
      h = norm2.silu(ops, h.add(t));
    }
    h = conv2.forward(ops, h);
    NDArray kept = resample.apply(ops, x);
    return (shortcut == null ? kept : shortcut.forward(ops, kept)).add(h);
  }
}
