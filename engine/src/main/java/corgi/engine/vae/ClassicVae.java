package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.layers.TransposedConv2d;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * The variational autoencoder of textbooks. Kingma and Welling 2013, 1312.6114: three convolutions
 * of 16, 32 and 64 channels with stride 2, a linear layer each for μ and log σ², and the way back
 * by a linear layer and three transposed convolutions that end in a sigmoid.
 *
 * <p>A convolution with stride 2 halves the height and width and rounds up: 28 → 14 → 7 → 4, 32 →
 * 16 → 8 → 4. On the way back each transposed convolution is told the size it came from, so 4 is 7
 * again, and not 8: where the size had been odd, no row is added at the end.
 */
public final class ClassicVae implements Autoencoder {
  private static final int[] WIDTHS = {16, 32, 64};
  private static final double LEAST_LOG_VARIANCE = -30; // of a Gaussian without width

  private final ClassicConfig config;
  private final TensorOps ops;
  private final TensorOps exact = TensorOps.of(Precision.FP32); // for the few numbers of a latent
  private final Parameters parameters;
  private final List<Conv2d> down = new ArrayList<>();
  private final Linear mean;
  private final Linear logVariance; // or null
  private final Linear in;
  private final List<TransposedConv2d> up = new ArrayList<>();
  private final int[] sides = new int[WIDTHS.length + 1]; // from the image down

  /**
   * Declares the parameters, whose arrays live on {@code manager}'s device until this is closed.
   */
  public ClassicVae(ClassicConfig config, TensorOps ops, NDManager manager) {
    this.config = config;
    this.ops = ops;
    parameters = new Parameters(manager);
    Scope encoder = parameters.root().at("encoder");
    Scope decoder = parameters.root().at("decoder");
    sides[0] = config.side();
    int channels = config.channels();
    for (int i = 0; i < WIDTHS.length; i++) {
      down.add(Conv2d.halving3(encoder.at("conv", i), channels, WIDTHS[i]));
      up.add(
          0, new TransposedConv2d(decoder.at("conv", WIDTHS.length - 1 - i), WIDTHS[i], channels));
      channels = WIDTHS[i];
      sides[i + 1] = (sides[i] + 1) / 2;
    }
    int flat = channels * lowest() * lowest();
    mean = Linear.of(encoder.at("mean"), flat, config.latent());
    logVariance =
        config.variational() ? Linear.of(encoder.at("log_variance"), flat, config.latent()) : null;
    in = Linear.of(decoder.at("in"), config.latent(), flat);
  }

  private int lowest() {
    return sides[WIDTHS.length];
  }

  @Override
  public ClassicConfig config() {
    return config;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  /**
   * Returns the distribution of an image's latent, (N, latent); of a plain autoencoder one without
   * width.
   *
   * @param image (N, C, side, side), values from −1 to 1
   */
  @Override
  public DiagonalGaussian encode(NDArray image) {
    Shape shape = image.getShape();
    Shape one = new Shape(config.channels(), config.side(), config.side());
    if (shape.dimension() != 4 || !shape.slice(1).equals(one)) {
      throw new IllegalArgumentException(
          "an image of shape %s: must be (N, %d, %d, %d)"
              .formatted(shape, config.channels(), config.side(), config.side()));
    }
    NDArray h = ops.enter(image);
    for (Conv2d conv : down) {
      NDArray x = h;
      h = Segments.of(() -> ops.relu(conv.forward(ops, x)));
    }
    NDArray lowest = h;
    NDArray flat = Segments.of(() -> ops.leave(lowest).reshape(shape.get(0), -1)); // (N, 64·m·m)
    NDArray mu = Segments.of(() -> mean.forward(exact, flat)); // (N, latent)
    NDArray wide =
        logVariance == null
            ? Tensors.scale(mu, 0).add(LEAST_LOG_VARIANCE) // segments need what has a gradient
            : Segments.of(() -> logVariance.forward(exact, flat));
    return new DiagonalGaussian(mu, wide);
  }

  /**
   * Returns the logits of the decoder's sigmoid, (N, C, side, side).
   *
   * @param latent (N, latent)
   */
  @Override
  public NDArray raw(NDArray latent) {
    Shape shape = latent.getShape();
    if (shape.dimension() != 2 || shape.get(1) != config.latent()) {
      throw new IllegalArgumentException(
          "a latent of shape %s: must be (N, %d)".formatted(shape, config.latent()));
    }
    Shape lowest = new Shape(shape.get(0), WIDTHS[WIDTHS.length - 1], lowest(), lowest());
    NDArray h = Segments.of(() -> ops.enter(exact.relu(in.forward(exact, latent)).reshape(lowest)));
    for (int i = 0; i < up.size(); i++) {
      NDArray x = h;
      int layer = i;
      h = Segments.of(() -> widened(layer, x));
    }
    return h;
  }

  private NDArray widened(int layer, NDArray x) {
    int last = up.size() - 1;
    NDArray wide = up.get(layer).forward(ops, layer == 0 ? x : ops.relu(x), sides[last - layer]);
    return layer == last ? ops.leave(wide) : wide;
  }

  /** Returns 2·sigmoid(a) − 1 = tanh(a/2). */
  @Override
  public NDArray image(NDArray raw) {
    return Tensors.scale(raw, 0.5).tanh();
  }

  @Override
  public void close() {
    parameters.close();
  }

  @Override
  public String toString() {
    return "%s(%d×%d×%d → %d numbers, %d parameters)"
        .formatted(
            config.variational() ? "ClassicVae" : "PlainAutoencoder",
            config.channels(),
            config.side(),
            config.side(),
            config.latent(),
            parameters.count());
  }
}
