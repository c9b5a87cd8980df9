package corgi.engine.unet.adm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import java.util.List;

/**
 * A classifier of noisy images that is told how noisy they are: the downward half of the U-Net with
 * a pooling head. Dhariwal and Nichol 2021 (2105.05233), §4 and appendix H; layers and parameter
 * names are those of the published {@code EncoderUNetModel}, so that its checkpoints load.
 */
public final class AdmClassifier implements AutoCloseable {
  private final AdmConfig config;
  private final TensorOps ops;
  private final Parameters parameters;
  private final AdmEncoder encoder;
  private final Pool pool;

  /**
   * Declares the network's parameters; load or initialise them before use.
   *
   * @param config whose {@code outChannels} are the logits
   * @param kind how pixels become one vector
   */
  public AdmClassifier(AdmConfig config, Pool.Kind kind, TensorOps ops, NDManager manager) {
    this.config = config;
    this.ops = ops;
    parameters = new Parameters(manager);
    encoder = new AdmEncoder(parameters, config);
    pool = kind.make(parameters.root().at("out"), config, encoder.kept());
  }

  /** The configuration it was built from. */
  public AdmConfig config() {
    return config;
  }

  /** The parameters, by the published names. */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * Returns logits, (N, K), float32.
   *
   * @param x (N, C, H, W)
   * @param t noise levels as the model of images counts them, (N)
   */
  public NDArray logits(NDArray x, NDArray t) {
    NDArray emb = Segments.of(() -> ops.silu(encoder.embed(ops, t)));
    List<NDArray> outputs = encoder.forward(ops, ops.enter(x), emb);
    return pool.logits(ops, outputs);
  }

  @Override
  public void close() {
    parameters.close();
  }
}
