package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Activation;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.tensor.Window;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The noise-prediction network: down to small features, through a middle, and up again, with the
 * noise level added in every residual block and the text read by cross-attention. Ronneberger et
 * al. 2015 (1505.04597), Ho et al. 2020 (2006.11239), Rombach et al. 2022 (2112.10752); blocks and
 * parameter names are those of diffusers' {@code UNet2DModel} and {@code UNet2DConditionModel}.
 */
public final class UNet implements Network, AutoCloseable {
  private final UNetConfig config;
  private final Parameters parameters;
  private final TensorOps ops;
  private final Conv2d in;
  private final NoiseEmbedding noise;
  private final TextInput text;
  private final Contracting down;
  private final Middle middle;
  private final Expanding up;
  private final GroupNorm outNorm;
  private final Conv2d out;

  /** Declares the network's parameters; load or initialise them before use. */
  public UNet(UNetConfig config, TensorOps ops, NDManager manager) {
    this.config = config;
    this.ops = ops;
    parameters = new Parameters(manager);
    Scope root = parameters.root();
    UNetConfig.Ends ends = config.ends();
    int first = config.firstChannels();
    in = Conv2d.of(root.at("conv_in"), ends.inChannels(), first, kernel(ends.kernels().in()));
    noise = new NoiseEmbedding(root, config);
    text = new TextInput(root.at(TextInput.PROJECTION), config);
    Layers layers = new Layers(config, noise.size());
    down = new Contracting(layers, root);
    middle = new Middle(layers, root);
    up = new Expanding(layers, root, down.keptChannels());
    outNorm = new GroupNorm(root.at("conv_norm_out"), first, config.residual().groups());
    out = Conv2d.zero(root.at("conv_out"), first, ends.outChannels(), kernel(ends.kernels().out()));
  }

  private static Conv2d.Kernel kernel(int size) {
    return new Conv2d.Kernel(size, new Window(1, (size - 1) / 2));
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
    return forward(input, t, conditioning, Observer.NONE);
  }

  /**
   * The same, while an observer looks on.
   *
   * @param input (N, C, H, W), or what the conditioning's spatial channels leave of C
   * @param t (N), float32
   * @return (N, C′, H, W), float32
   */
  public NDArray forward(NDArray input, NDArray t, Conditioning conditioning, Observer observer) {
    NDArray x = centred(joined(input, conditioning.spatial()));
    NDArray emb = Segments.of(() -> noise.forward(ops, t, conditioning, observer));
    NDArray activated = Segments.of(() -> config.residual().activation().apply(ops, emb));
    Pass pass =
        new Pass(
            ops,
            new Pass.Time(emb, activated),
            text.forward(ops, conditioning, observer),
            observer);
    Deque<NDArray> kept = new ArrayDeque<>();
    NDArray h = observer.see("conv_in", Segments.of(() -> in.forward(ops, ops.enter(x))));
    h = up.forward(pass, middle.forward(pass, down.forward(pass, h, kept)), kept);
    return told(out(h, observer), t);
  }

  private NDArray joined(NDArray input, NDArray spatial) {
    NDArray x = spatial == null ? input : input.concat(spatial, 1);
    Shape shape = x.getShape();
    if (shape.dimension() != 4 || shape.get(1) != config.ends().inChannels()) {
      throw new IllegalArgumentException(
          "input %s: expected (N, %d, H, W)".formatted(shape, config.ends().inChannels()));
    }
    return x;
  }

  private NDArray centred(NDArray x) {
    return config.ends().centred() ? Tensors.scale(x, 2).sub(1) : x;
  }

  private NDArray out(NDArray h, Observer observer) {
    if (observer != Observer.NONE) {
      observer.saw("conv_norm_out", outNorm.forward(ops, h)); // else one with its activation
    }
    boolean pixels = config.blocks().family() == UNetFamily.PIXELS;
    Activation activation = pixels ? Activation.SILU : config.residual().activation();
    NDArray normed = outNorm.activated(ops, h, activation);
    return ops.leave(observer.see("conv_out", out.forward(ops, normed))); // (N, C′, H, W)
  }

  /** Networks without text that are told σ by Fourier features answer with σ times the score. */
  private NDArray told(NDArray output, NDArray t) {
    boolean divides =
        config.blocks().family() == UNetFamily.PIXELS
            && config.time().type() == TimeConfig.Type.FOURIER;
    return divides ? output.div(t.reshape(-1, 1, 1, 1)) : output;
  }

  @Override
  public void close() {
    parameters.close();
  }
}
