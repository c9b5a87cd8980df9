package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.TensorOps;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The noise-prediction network: down to small features, through a middle, and up again, with the
 * noise level added in every residual block and the text read by cross-attention. Ronneberger et
 * al. 2015 (1505.04597), Ho et al. 2020 (2006.11239), Rombach et al. 2022 (2112.10752); blocks and
 * parameter names are those of diffusers' {@code UNet2DConditionModel}.
 */
public final class UNet implements Network, AutoCloseable {
  private static final float IGNORE = -10_000; // added to the logits of padding, as diffusers does

  private final UNetConfig config;
  private final Parameters parameters;
  private final TensorOps ops;
  private final Conv2d in;
  private final TimeEmbedding time;
  private final Contracting down;
  private final ResBlock middle1;
  private final Transformer2d middleAttention;
  private final ResBlock middle2;
  private final Expanding up;
  private final GroupNorm outNorm;
  private final Conv2d out;

  /** Declares the network's parameters; load or initialise them before use. */
  public UNet(UNetConfig config, TensorOps ops, NDManager manager) {
    this.config = config;
    this.ops = ops;
    parameters = new Parameters(manager);
    Scope root = parameters.root();
    Layers layers = new Layers(config);
    int first = config.levels().get(0).channels();
    int lowest = config.lowestChannels();
    in = Conv2d.same3(root.at("conv_in"), config.ends().inChannels(), first);
    time = new TimeEmbedding(root.at("time_embedding"), first, config.time());
    down = new Contracting(layers, root);
    Scope middle = root.at("mid_block");
    middle1 = layers.residual(middle.at("resnets.0"), lowest, lowest);
    middleAttention =
        new Transformer2d(
            middle.at("attentions.0"), config, lowest, config.transformer().midHeads());
    middle2 = layers.residual(middle.at("resnets.1"), lowest, lowest);
    up = new Expanding(layers, root, down.keptChannels());
    Groups groups = new Groups(config.norm().groups(), config.norm().epsilon());
    outNorm = new GroupNorm(root.at("conv_norm_out"), first, groups);
    out = Conv2d.zero3(root.at("conv_out"), first, config.ends().outChannels());
  }

  /** The configuration it was built from. */
  public UNetConfig config() {
    return config;
  }

  /** The parameters, by diffusers' names. */
  public Parameters parameters() {
    return parameters;
  }

  /** What it computes in. */
  public TensorOps ops() {
    return ops;
  }

  @Override
  public NDArray forward(
      NDArray input, NDArray t, Conditioning conditioning, List<PerturbedRows> perturbed) {
    if (!perturbed.isEmpty()) {
      throw new IllegalArgumentException(
          "this U-Net cannot carry out the perturbation " + perturbed.get(0).perturbation());
    }
    check(input, conditioning);
    NDArray emb = ops.silu(time.forward(ops, t)); // (N, 4·C₀)
    Pass pass = new Pass(ops, emb, ops.enter(conditioning.tokens()), bias(conditioning.mask()));
    Deque<NDArray> kept = new ArrayDeque<>();
    NDArray h = down.forward(pass, in.forward(ops, ops.enter(input)), kept);
    h = middle2.forward(ops, middleAttention.forward(pass, middle1.forward(ops, h, emb)), emb);
    h = up.forward(pass, h, kept);
    return ops.leave(out.forward(ops, outNorm.silu(ops, h))); // (N, C′, H, W)
  }

  private void check(NDArray input, Conditioning conditioning) {
    Shape shape = input.getShape();
    int divisor = 1 << (config.levels().size() - 1);
    if (shape.dimension() != 4
        || shape.get(1) != config.ends().inChannels()
        || shape.get(2) % divisor != 0
        || shape.get(3) % divisor != 0) {
      throw new IllegalArgumentException(
          "input %s: expected (N, %d, H, W) with H and W multiples of %d"
              .formatted(shape, config.ends().inChannels(), divisor));
    }
    NDArray tokens = conditioning.tokens();
    if (tokens == null || tokens.getShape().get(2) != config.crossAttentionDim()) {
      throw new IllegalArgumentException(
          "text states %s: expected (N, L, %d)"
              .formatted(tokens == null ? "none" : tokens.getShape(), config.crossAttentionDim()));
    }
  }

  private static NDArray bias(NDArray mask) {
    return mask == null ? null : mask.sub(1).mul(-IGNORE).reshape(mask.size(0), 1, 1, mask.size(1));
  }

  @Override
  public void close() {
    parameters.close();
  }
}
