package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Init;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Scope;
import corgi.engine.layers.Table;
import corgi.engine.tensor.TensorOps;

/** Numbers that say what t is, before any layer sees them: maps t (N) to (N, size). */
@FunctionalInterface
interface TimeFeatures {
  NDArray of(TensorOps ops, NDArray t);

  /** Makes the features that a configuration asks for. */
  static TimeFeatures make(Scope scope, UNetConfig config) {
    TimeConfig time = config.time();
    int channels = config.firstChannels();
    return switch (time.type()) {
      case POSITIONAL -> (ops, t) -> ops.enter(TimeEmbedding.waves(t, channels, time.waves()));
      case FOURIER -> {
        boolean pixels = config.blocks().family() == UNetFamily.PIXELS;
        yield pixels ? new Fourier(scope, channels) : new Fourier(scope, size(config) / 2, time);
      }
      case LEARNED -> {
        Table table = new Table(scope, time.steps(), channels);
        yield (ops, t) -> table.forward(ops, "t =", t);
      }
    };
  }

  /** How many features there are. */
  static int size(UNetConfig config) {
    int channels = config.firstChannels();
    if (config.time().type() != TimeConfig.Type.FOURIER) {
      return channels;
    }
    return config.blocks().family() == UNetFamily.PIXELS ? 2 * channels : embedding(config);
  }

  /** The size of the embedding that is made of them. */
  static int embedding(UNetConfig config) {
    TimeConfig time = config.time();
    boolean fourierText =
        time.type() == TimeConfig.Type.FOURIER && config.blocks().family() == UNetFamily.TEXT;
    int size = time.size() != null ? time.size() : config.firstChannels() * (fourierText ? 2 : 4);
    if (fourierText && size % 2 != 0) {
      throw new IllegalArgumentException("time_embedding_dim = %d: must be even".formatted(size));
    }
    return size;
  }

  /**
   * Sines and cosines of random frequencies. Tancik et al. 2020 (2006.10739); Song et al. 2021
   * (2011.13456), appendix C.2, for the logarithm of σ. The frequencies are never trained.
   */
  final class Fourier implements TimeFeatures {
    private final Parameter frequencies;
    private final boolean logarithm;
    private final boolean flipSinToCos;

    /** Of ln t, with frequencies of standard deviation 16. */
    private Fourier(Scope scope, int count) {
      frequencies = scope.declare("weight", Init.FOURIER, 1, new Shape(count));
      logarithm = true;
      flipSinToCos = false;
    }

    /** Of t, with frequencies of standard deviation 1. */
    private Fourier(Scope scope, int count, TimeConfig time) {
      frequencies = scope.declare("weight", Init.NORMAL, 1, new Shape(count));
      logarithm = false;
      flipSinToCos = time.waves().flipSinToCos();
    }

    @Override
    public NDArray of(TensorOps ops, NDArray t) {
      NDArray x = (logarithm ? t.log() : t).reshape(-1, 1);
      NDArray w = frequencies.array().stopGradient().reshape(1, -1);
      NDArray angles = x.mul(w).mul(2).mul((float) Math.PI); // rounded in the reference's order
      return ops.enter(TimeEmbedding.join(angles, flipSinToCos));
    }
  }
}
