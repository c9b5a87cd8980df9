package corgi.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small convolutional network with one linear head per label head on the mean of its last
 * activations. Stages of one convolution and one residual branch with the activation in front (He
 * et al. 2016, 1603.05027, figure 1b), group normalisation so that pictures of a batch do not
 * matter to each other. Shares nothing with the networks that draw but the layers.
 */
final class AttributeNetwork implements AutoCloseable {
  private static final Groups GROUPS = new Groups(8, 1e-5);

  private final Parameters parameters;
  private final TensorOps ops;
  private final List<Stage> stages = new ArrayList<>();
  private final GroupNorm last;
  private final Map<String, Linear> heads = new LinkedHashMap<>();

  /** Declares the parameters, which are then initialised or loaded. */
  AttributeNetwork(AttributeConfig config, Precision precision, NDManager manager) {
    parameters = new Parameters(manager);
    ops = TensorOps.of(precision);
    Scope root = parameters.root();
    int width = config.image().channels();
    for (int i = 0; i < config.widths().size(); i++) {
      int next = config.widths().get(i);
      Scope scope = root.at("stages", i);
      Conv2d enter =
          i == 0
              ? Conv2d.same3(scope.at("enter"), width, next)
              : Conv2d.halving3(scope.at("enter"), width, next);
      stages.add(
          new Stage(
              enter,
              new GroupNorm(scope.at("norm"), next, GROUPS),
              Conv2d.same3(scope.at("conv"), next, next)));
      width = next;
    }
    last = new GroupNorm(root.at("norm"), width, GROUPS);
    for (var head : config.vocabulary().entrySet()) {
      Scope scope = root.at("heads").at(head.getKey());
      heads.put(head.getKey(), Linear.of(scope, width, head.getValue().size()));
    }
  }

  /** h + conv(silu(norm(h))) with h = enter(x). */
  private record Stage(Conv2d enter, GroupNorm norm, Conv2d conv) {
    NDArray forward(TensorOps ops, NDArray x) {
      NDArray h = enter.forward(ops, x);
      return h.add(conv.forward(ops, norm.silu(ops, h)));
    }
  }

  Parameters parameters() {
    return parameters;
  }

  /** Maps pictures (N, C, R, R) to their features (N, F), float32. */
  NDArray features(NDArray x) {
    NDArray h = ops.enter(x);
    for (Stage stage : stages) {
      h = stage.forward(ops, h);
    }
    return ops.leave(last.silu(ops, h)).flatten(2, 3).mean(new int[] {2}); // (N, F)
  }

  /** Maps features (N, F) to the logits (N, values) of every label head. */
  Map<String, NDArray> logits(NDArray features) {
    Map<String, NDArray> logits = new LinkedHashMap<>();
    TensorOps exact = TensorOps.of(Precision.FP32);
    heads.forEach((head, linear) -> logits.put(head, linear.forward(exact, features)));
    return logits;
  }

  @Override
  public void close() {
    parameters.close();
  }
}
