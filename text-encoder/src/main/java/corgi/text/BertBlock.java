package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Heads;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import java.io.IOException;

/**
 * One block of BERT: self-attention and a hidden layer, each followed by its residual and a layer
 * normalisation. Vaswani et al. 2017, 1706.03762, section 3; Devlin et al. 2019, 1810.04805.
 */
final class BertBlock {
  private static final double EPSILON = 1e-12;
  private static final TensorOps OPS = TensorOps.of(Precision.FP32);

  private final Heads heads;
  private final Dense query;
  private final Dense key;
  private final Dense value;
  private final Dense joined;
  private final Norm afterAttention;
  private final Dense up;
  private final Dense down;
  private final Norm afterHidden;

  /** Takes block {@code index} from the weights; blocks are taken in their order. */
  BertBlock(BertWeights weights, int index, EncoderSizes sizes) throws IOException {
    String name = "encoder.layer." + index + ".";
    int c = sizes.state();
    this.heads = new Heads(sizes.heads(), null);
    this.query = Dense.take(weights, name + "attention.self.query", c, c);
    this.key = Dense.take(weights, name + "attention.self.key", c, c);
    this.value = Dense.take(weights, name + "attention.self.value", c, c);
    this.joined = Dense.take(weights, name + "attention.output.dense", c, c);
    this.afterAttention = Norm.take(weights, name + "attention.output.LayerNorm", c);
    this.up = Dense.take(weights, name + "intermediate.dense", sizes.hidden(), c);
    this.down = Dense.take(weights, name + "output.dense", c, sizes.hidden());
    this.afterHidden = Norm.take(weights, name + "output.LayerNorm", c);
  }

  /**
   * Maps token states.
   *
   * @param x (1, R, C), several prompts one after the other
   * @param cuts the rows at which another prompt begins, the first left out
   */
  NDArray apply(NDArray x, long[] cuts) {
    NDArray y = afterAttention.apply(x.add(joined.apply(attention(x, cuts))));
    NDArray hidden = OPS.gelu(up.apply(y)); // (1, R, F)
    return afterHidden.apply(y.add(down.apply(hidden)));
  }

  private NDArray attention(NDArray x, long[] cuts) {
    NDList q = query.apply(x).split(cuts, 1); // each (1, n, C)
    NDList k = key.apply(x).split(cuts, 1);
    NDList v = value.apply(x).split(cuts, 1);
    NDList seen = new NDList(q.size());
    for (int i = 0; i < q.size(); i++) {
      seen.add(OPS.attention(q.get(i), k.get(i), v.get(i), heads));
    }
    return NDArrays.concat(seen, 1); // (1, R, C)
  }

  /** x·Wᵀ + b with W (O, I) and b (O). */
  private record Dense(NDArray weight, NDArray bias) {
    static Dense take(BertWeights weights, String name, int out, int in) throws IOException {
      return new Dense(weights.nextMatrix(out, in), weights.get(name + ".bias", new Shape(out)));
    }

    NDArray apply(NDArray x) {
      return OPS.linear(x, weight, bias);
    }
  }

  /** Layer normalisation with scale and shift, each (C). */
  record Norm(NDArray scale, NDArray shift) {
    static Norm take(BertWeights weights, String name, int size) throws IOException {
      Shape shape = new Shape(size);
      return new Norm(weights.get(name + ".weight", shape), weights.get(name + ".bias", shape));
    }

    NDArray apply(NDArray x) {
      return OPS.layerNorm(x, scale, shift, EPSILON);
    }
  }
}
