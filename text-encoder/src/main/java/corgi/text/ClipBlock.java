package corgi.text;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;
import java.util.function.UnaryOperator;

/**
 * One block of CLIP's encoders, of texts and of pictures: self-attention and a hidden layer, each
 * normalised beforehand and added to what it was given. Radford et al. 2021, 2103.00020, section
 * 2.4; {@code CLIPEncoderLayer}.
 */
final class ClipBlock {
  private final LayerNorm beforeAttention;
  private final SelfAttention attention;
  private final LayerNorm beforeHidden;
  private final Linear up;
  private final UnaryOperator<NDArray> activation;
  private final Linear down;

  ClipBlock(Scope scope, EncoderSizes sizes, double epsilon, UnaryOperator<NDArray> activation) {
    int c = sizes.state();
    beforeAttention = new LayerNorm(scope.at("layer_norm1"), c, epsilon);
    attention = new SelfAttention(scope.at("self_attn"), c, sizes.heads());
    beforeHidden = new LayerNorm(scope.at("layer_norm2"), c, epsilon);
    up = Linear.of(scope.at("mlp.fc1"), c, sizes.hidden());
    this.activation = activation;
    down = Linear.of(scope.at("mlp.fc2"), sizes.hidden(), c);
  }

  /** Maps x (N, L, C) to the same shape; {@code bias} is the attention's, or null. */
  NDArray forward(TensorOps ops, NDArray x, NDArray bias) {
    NDArray h = x.add(attention.forward(ops, beforeAttention.forward(ops, x), bias));
    NDArray hidden = activation.apply(up.forward(ops, beforeHidden.forward(ops, h)));
    return h.add(down.forward(ops, hidden));
  }
}
