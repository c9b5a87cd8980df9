package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Init;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * CLIP's picture encoder: a transformer over the patches of a picture and one further place, which
 * is read out. Dosovitskiy et al. 2020, 2010.11929, eq. 1 to 4, with one more normalisation in
 * front; Radford et al. 2021, 2103.00020, section 2.4; {@code CLIPVisionModelWithProjection} in
 * transformers, whose names the parameters have, its spelling included.
 */
final class ClipVision implements AutoCloseable {
  private final ClipVisionConfig config;
  private final TensorOps ops;
  private final Parameters parameters;
  private final Parameter whole; // (C)
  private final Parameter patches; // (C, 3, p, p)
  private final Parameter positions; // (L, C)
  private final LayerNorm before;
  private final List<ClipBlock> blocks = new ArrayList<>();
  private final LayerNorm after;
  private final Linear projection;

  /** Declares the parameters, whose arrays live on {@code manager}'s device. */
  ClipVision(ClipVisionConfig config, TensorOps ops, NDManager manager) {
    this.config = config;
    this.ops = ops;
    parameters = new Parameters(manager);
    Scope scope = parameters.root().at("vision_model");
    Scope embeddings = scope.at("embeddings");
    EncoderSizes sizes = config.sizes();
    int c = sizes.state();
    int p = config.patch();
    whole = embeddings.declare("class_embedding", Init.NORMAL, 1, new Shape(c));
    patches =
        embeddings
            .at("patch_embedding")
            .declare("weight", Init.FAN_IN, 3L * p * p, new Shape(c, 3, p, p));
    positions =
        embeddings
            .at("position_embedding")
            .declare("weight", Init.NORMAL, 1, new Shape(sizes.positions(), c));
    before = new LayerNorm(scope.at("pre_layrnorm"), c, config.epsilon());
    UnaryOperator<NDArray> activation = config.activation().function();
    for (int i = 0; i < sizes.blocks(); i++) {
      blocks.add(new ClipBlock(scope.at("encoder.layers", i), sizes, config.epsilon(), activation));
    }
    after = new LayerNorm(scope.at("post_layernorm"), c, config.epsilon());
    projection = Linear.plain(parameters.root().at("visual_projection"), c, config.projection());
  }

  /** Returns the parameter that a stored tensor is for, or null if it is none of this network's. */
  static String parameterName(String tensor) {
    boolean picture = tensor.startsWith("vision_model.") || tensor.startsWith("visual_projection.");
    return picture && !tensor.endsWith("position_ids") ? tensor : null;
  }

  Parameters parameters() {
    return parameters;
  }

  /** Maps normalised pictures (N, 3, R, R) to their vectors (N, P). */
  NDArray forward(NDArray pictures) {
    long n = pictures.getShape().get(0);
    int c = config.sizes().state();
    NDArray grid =
        ops.conv2d(pictures, patches.array(), null, new Window(config.patch(), 0)); // (N, C, g, g)
    NDArray tokens = grid.reshape(n, c, -1).transpose(0, 2, 1); // (N, g², C)
    NDArray first = whole.array().reshape(1, 1, c).broadcast(n, 1, c);
    NDArray h = first.concat(tokens, 1).add(positions.array()); // (N, L, C)
    h = before.forward(ops, h);
    for (ClipBlock block : blocks) {
      h = block.forward(ops, h, null);
    }
    return projection.forward(ops, after.forward(ops, h.get(":, 0")));
  }

  @Override
  public void close() {
    parameters.close();
  }
}
