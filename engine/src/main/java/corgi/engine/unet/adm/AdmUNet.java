package corgi.engine.unet.adm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Init;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The network of Dhariwal and Nichol 2021, "Diffusion models beat GANs on image synthesis"
 * (2105.05233), with or without class labels; layers and parameter names are those of the published
 * {@code UNetModel}, so that its checkpoints load.
 */
public final class AdmUNet implements Network, AutoCloseable {
  private final AdmConfig config;
  private final TensorOps ops;
  private final Parameters parameters;
  private final AdmEncoder encoder;
  private final Parameter labels;
  private final List<AdmLayers> up = new ArrayList<>();
  private final GroupNorm norm;
  private final Conv2d out;

  /** Declares the network's parameters; load or initialise them before use. */
  public AdmUNet(AdmConfig config, TensorOps ops, NDManager manager) {
    this.config = config;
    this.ops = ops;
    parameters = new Parameters(manager);
    encoder = new AdmEncoder(parameters, config);
    Scope root = parameters.root();
    int e = config.embedding();
    labels =
        config.classes() == 0
            ? null
            : root.at("label_emb")
                .declare("weight", Init.FAN_IN, e, new Shape(config.classes(), e))
                .embedding();
    int width = expand(root);
    norm = new GroupNorm(root.at("out.0"), width, AdmLayers.GROUPS);
    out = Conv2d.zero3(root.at("out.2"), width, config.ends().outChannels());
  }

  private int expand(Scope root) {
    Deque<Integer> kept = new ArrayDeque<>(encoder.kept());
    int width = config.lowest();
    for (int level = config.widths().size() - 1; level >= 0; level--) {
      for (int i = 0; i <= config.blocks(); i++) {
        AdmLayers layers = new AdmLayers(root.at("output_blocks", up.size()), config);
        layers.block(width + kept.removeLast(), config.widths().get(level));
        width = config.widths().get(level);
        if (config.attends(level)) {
          layers.attention(width, true);
        }
        up.add(level > 0 && i == config.blocks() ? layers.up(width) : layers);
      }
    }
    return width;
  }

  /** The configuration it was built from. */
  public AdmConfig config() {
    return config;
  }

  /** The parameters, by the published names. */
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public NDArray forward(
      NDArray input, NDArray t, Conditioning conditioning, List<PerturbedRows> perturbed) {
    if (!perturbed.isEmpty()) {
      throw new IllegalArgumentException(
          "this U-Net cannot carry out the perturbation " + perturbed.get(0).perturbation());
    }
    NDArray emb =
        Segments.of(() -> ops.silu(labelled(encoder.embed(ops, t), conditioning.labels())));
    List<NDArray> outputs = encoder.forward(ops, ops.enter(input), emb);
    int last = outputs.size() - 1;
    NDArray h = outputs.get(last);
    for (int i = 0; i < up.size(); i++) {
      h = up.get(i).forward(ops, h, outputs.get(last - 1 - i), emb);
    }
    return ops.leave(out.forward(ops, norm.silu(ops, h))); // (N, C′, H, W)
  }

  private NDArray labelled(NDArray emb, NDArray numbers) {
    if ((labels == null) != (numbers == null)) {
      throw new IllegalArgumentException(
          labels == null
              ? "class labels for a network that was trained without"
              : "no class labels for a network of " + config.classes() + " classes");
    }
    if (labels == null) {
      return emb;
    }
    NDArray rows = numbers.toType(ai.djl.ndarray.types.DataType.INT64, false);
    return emb.add(ops.enter(labels.array().get(rows)));
  }

  @Override
  public void close() {
    parameters.close();
  }
}
