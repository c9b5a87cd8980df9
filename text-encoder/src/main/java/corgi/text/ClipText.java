package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.layers.Table;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * CLIP's text encoder: a causal transformer over the tokens of a caption. Radford et al. 2021,
 * 2103.00020, section 2.4; {@code CLIPTextModel} and {@code CLIPTextModelWithProjection} in
 * transformers, whose names the parameters have.
 */
final class ClipText implements AutoCloseable {
  private final ClipTextConfig config;
  private final TensorOps ops;
  private final Parameters parameters;
  private final Table words; // (V, C)
  private final Table positions; // (P, C)
  private final List<ClipBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;
  private final Linear projection;

  /** Declares the parameters, whose arrays live on {@code manager}'s device. */
  ClipText(ClipTextConfig config, TensorOps ops, NDManager manager) {
    this.config = config;
    this.ops = ops;
    parameters = new Parameters(manager);
    Scope scope = parameters.root().at("text_model");
    EncoderSizes sizes = config.sizes();
    int c = sizes.state();
    words = new Table(scope.at("embeddings.token_embedding"), sizes.words(), c);
    positions = new Table(scope.at("embeddings.position_embedding"), sizes.positions(), c);
    UnaryOperator<NDArray> activation = config.activation().function();
    for (int i = 0; i < sizes.blocks(); i++) {
      blocks.add(new ClipBlock(scope.at("encoder.layers", i), sizes, config.epsilon(), activation));
    }
    norm = new LayerNorm(scope.at("final_layer_norm"), c, config.epsilon());
    projection =
        config.projection() == 0
            ? null
            : Linear.plain(parameters.root().at("text_projection"), c, config.projection());
  }

  /**
   * Returns the parameter that a stored tensor is for, or null if it is none of this network's.
   * Transformers 5 writes a text encoder that is not projected without the prefix.
   */
  static String parameterName(String tensor) {
    boolean image = tensor.startsWith("vision_model.") || tensor.startsWith("visual_projection.");
    boolean constant = tensor.endsWith("position_ids") || tensor.equals("logit_scale");
    boolean plain =
        tensor.startsWith("embeddings.")
            || tensor.startsWith("encoder.")
            || tensor.startsWith("final_layer_norm.");
    return image || constant ? null : (plain ? "text_model." : "") + tensor;
  }

  ClipTextConfig config() {
    return config;
  }

  Parameters parameters() {
    return parameters;
  }

  /** Encodes tokens; the arrays belong to the caller's scope. */
  ClipStates forward(TokenBatch tokens) {
    int l = tokens.length();
    NDArray bias = ops.enter(AttentionBias.causal(tokens));
    NDArray x = words.forward(ops, "token id", numbers(tokens.flat(config.sizes()))); // (N·L, C)
    NDArray places = positions.forward(ops, "position", numbers(LongStream.range(0, l).toArray()));
    NDArray h = x.reshape(tokens.rows(), l, config.sizes().state()).add(places); // (N, L, C)
    List<NDArray> hidden = new ArrayList<>(List.of(ops.leave(h)));
    for (ClipBlock block : blocks) {
      h = block.forward(ops, h, bias);
      hidden.add(ops.leave(h));
    }
    NDArray last = normalise(h);
    NDArray pooled = ends(last, tokens.ids()); // (N, C)
    NDArray projected =
        projection == null ? null : ops.leave(projection.forward(ops, ops.enter(pooled)));
    return new ClipStates(hidden, last, pooled, projected);
  }

  /** The final normalisation, which Stable Diffusion applies to the states of any block. */
  NDArray normalise(NDArray state) {
    return ops.leave(norm.forward(ops, state));
  }

  private static NDArray numbers(long[] ids) {
    float[] numbers = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      numbers[i] = ids[i]; // exact: they have at most 24 bits
    }
    return Tensors.array(numbers, new Shape(ids.length));
  }

  private NDArray ends(NDArray last, List<long[]> ids) {
    NDList ends = new NDList();
    for (int i = 0; i < ids.size(); i++) {
      ends.add(last.get(new NDIndex("{}, {}", i, end(ids.get(i)))));
    }
    return NDArrays.stack(ends);
  }

  /** Where a text ends: at its first end of text, or at 0 if it has none, as in the reference. */
  private int end(long[] ids) {
    int end = 0; // from behind, so that the first of equals is the one that stays
    for (int i = ids.length - 1; i >= 0; i--) {
      boolean here =
          config.eos() == ClipTextConfig.LEGACY_EOS ? ids[i] >= ids[end] : ids[i] == config.eos();
      end = here ? i : end;
    }
    return end;
  }

  @Override
  public void close() {
    parameters.close();
  }
}
