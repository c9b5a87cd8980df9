package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Heads;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * One block of BERT: self-attention and a hidden layer, each followed by its residual and a layer
 * normalisation. Vaswani et al. 2017, 1706.03762, section 3; Devlin et al. 2019, 1810.04805.
 */
final class BertBlock {
  private static final TensorOps OPS = TensorOps.of(Precision.FP32);

  private final int heads;
  private final Dense query;
  private final Dense key;
  private final Dense value;
  private final Dense joined;
  private final Norm afterAttention;
  private final Dense up;
  private final UnaryOperator<NDArray> activation;
  private final Dense down;
  private final Norm afterHidden;

  /** Which tokens look at which. */
  @FunctionalInterface
  interface Attending {
    /** Returns what the tokens saw, of the shape of {@code q}. */
    NDArray apply(NDArray q, NDArray k, NDArray v, int heads);
  }

  /**
   * Takes block {@code index} from the weights; blocks are taken in their order.
   *
   * @param activation that of the configuration, which all blocks share
   */
  BertBlock(BertTensors weights, int index, BertConfig config, UnaryOperator<NDArray> activation)
      throws IOException {
    String name = "encoder.layer." + index + ".";
    int c = config.sizes().state();
    int hidden = config.sizes().hidden();
    this.heads = config.sizes().heads();
    this.activation = activation;
    this.query = Dense.take(weights, name + "attention.self.query", c, c);
    this.key = Dense.take(weights, name + "attention.self.key", c, c);
    this.value = Dense.take(weights, name + "attention.self.value", c, c);
    this.joined = Dense.take(weights, name + "attention.output.dense", c, c);
    this.afterAttention = Norm.take(weights, name + "attention.output.LayerNorm", config);
    this.up = Dense.take(weights, name + "intermediate.dense", hidden, c);
    this.down = Dense.take(weights, name + "output.dense", c, hidden);
    this.afterHidden = Norm.take(weights, name + "output.LayerNorm", config);
  }

  /** Maps token states x (N, L, C) to the same shape. */
  NDArray apply(NDArray x, Attending attending) {
    NDArray seen = attending.apply(query.apply(x), key.apply(x), value.apply(x), heads);
    NDArray y = afterAttention.apply(x.add(joined.apply(seen)));
    NDArray hidden = activation.apply(up.apply(y)); // (N, L, F)
    return afterHidden.apply(y.add(down.apply(hidden)));
  }

  /**
   * Several prompts one after the other, (1, R, C), each looking at itself.
   *
   * @param cuts the rows at which another prompt begins, the first left out
   */
  static Attending packed(long[] cuts) {
    return (queries, keys, values, heads) -> {
      NDList q = queries.split(cuts, 1); // each (1, n, C)
      NDList k = keys.split(cuts, 1);
      NDList v = values.split(cuts, 1);
      NDList seen = new NDList(q.size());
      for (int i = 0; i < q.size(); i++) {
        seen.add(OPS.attention(q.get(i), k.get(i), v.get(i), new Heads(heads, null)));
      }
      return NDArrays.concat(seen, 1); // (1, R, C)
    };
  }

  /** All tokens of a row, with a bias of the logits, (N, 1, 1, L), or null. */
  static Attending biased(NDArray bias) {
    return (q, k, v, heads) -> OPS.attention(q, k, v, new Heads(heads, bias));
  }

  /** x·Wᵀ + b with W (O, I) and b (O). */
  record Dense(NDArray weight, NDArray bias) {
    static Dense take(BertTensors weights, String name, int out, int in) throws IOException {
      NDArray matrix = weights.matrix(name, out, in);
      return new Dense(matrix, weights.get(name + ".bias", new Shape(out)));
    }

    NDArray apply(NDArray x) {
      return OPS.linear(x, weight, bias);
    }
  }

  /** Layer normalisation with scale and shift, each (C). */
  record Norm(NDArray scale, NDArray shift, double epsilon) {
    static Norm take(BertTensors weights, String name, BertConfig config) throws IOException {
      Shape shape = new Shape(config.sizes().state());
      NDArray scale = weights.get(name + ".weight", shape);
      return new Norm(scale, weights.get(name + ".bias", shape), config.epsilon());
    }

    NDArray apply(NDArray x) {
      return OPS.layerNorm(x, scale, shift, epsilon);
    }
  }
}
