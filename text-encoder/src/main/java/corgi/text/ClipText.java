package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import corgi.engine.layers.Init;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * CLIP's text encoder: a causal transformer over the tokens of a caption. Radford et al. 2021,
 * 2103.00020, section 2.4; {@code CLIPTextModel} and {@code CLIPTextModelWithProjection} in
 * transformers, whose names the parameters have.
 */
final class ClipText implements AutoCloseable {
  private final ClipTextConfig config;
  private final TensorOps ops;
  private final Parameters parameters;
  private final Parameter words; // (V, C)
  private final Parameter positions; // (P, C)
  private final List<ClipTextBlock> blocks = new ArrayList<>();
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
    words = table(scope.at("embeddings.token_embedding"), sizes.words(), c);
    positions = table(scope.at("embeddings.position_embedding"), sizes.positions(), c);
    UnaryOperator<NDArray> activation = config.activation().function();
    for (int i = 0; i < sizes.blocks(); i++) {
      blocks.add(new ClipTextBlock(scope.at("encoder.layers", i), config, activation));
    }
    norm = new LayerNorm(scope.at("final_layer_norm"), c, config.epsilon());
    projection =
        config.projection() == 0
            ? null
            : Linear.plain(parameters.root().at("text_projection"), c, config.projection());
  }

  private static Parameter table(Scope scope, int rows, int size) {
    return scope.declare("weight", Init.FAN_IN, size, new Shape(rows, size));
  }

  /** Returns the parameter that a stored tensor is for, or null if it is none of this network's. */
  static String parameterName(String tensor) {
    boolean image = tensor.startsWith("vision_model.") || tensor.startsWith("visual_projection.");
    boolean constant = tensor.endsWith(".position_ids") || tensor.equals("logit_scale");
    return image || constant ? null : tensor;
  }

  ClipTextConfig config() {
    return config;
  }

  Parameters parameters() {
    return parameters;
  }

  /** Encodes tokens; the arrays belong to the caller's scope. */
  ClipStates forward(TokenBatch tokens) {
    NDManager manager = words.array().getManager();
    Shape rows = new Shape(tokens.rows(), tokens.length());
    // A copy, because what DJL creates borrows Java memory, and backward needs the ids again.
    NDArray ids = manager.create(tokens.flat(config.sizes()), rows).duplicate();
    NDArray bias = ops.enter(AttentionBias.causal(manager, tokens));
    NDArray first = positions.array().get("0:" + tokens.length()); // (L, C)
    NDArray x = look(words.array(), ids).add(first); // (N, L, C)
    List<NDArray> hidden = new ArrayList<>(List.of(x));
    NDArray h = ops.enter(x);
    for (ClipTextBlock block : blocks) {
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

  private static NDArray look(NDArray table, NDArray ids) {
    return ai.djl.nn.core.Embedding.embedding(ids, table, SparseFormat.DENSE).singletonOrThrow();
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
