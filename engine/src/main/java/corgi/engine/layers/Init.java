package corgi.engine.layers;

import corgi.engine.tensor.CounterRandom;

/** How a parameter's numbers are first drawn. */
public enum Init {
  /** All zero. */
  ZERO {
    @Override
    void fill(float[] values, long fanIn, long key) {}
  },

  /** All one. */
  ONE {
    @Override
    void fill(float[] values, long fanIn, long key) {
      java.util.Arrays.fill(values, 1);
    }
  },

  /** Uniform in ±1/√fan-in, as PyTorch's linear and convolution layers begin. */
  FAN_IN {
    @Override
    void fill(float[] values, long fanIn, long key) {
      double bound = 1 / Math.sqrt(fanIn);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (bound * (2 * CounterRandom.uniform(key, i) - 1));
      }
    }
  },

  /** Normal with variance 1/fan-in. */
  NORMAL {
    @Override
    void fill(float[] values, long fanIn, long key) {
      normals(values, 1 / Math.sqrt((double) fanIn), key);
    }
  },

  /** Normal with standard deviation 16: frequencies of Fourier features (Song et al. 2021). */
  FOURIER {
    @Override
    void fill(float[] values, long fanIn, long key) {
      normals(values, 16, key);
    }
  };

  private static void normals(float[] values, double deviation, long key) {
    CounterRandom.normals(key, values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) deviation;
    }
  }

  abstract void fill(float[] values, long fanIn, long key);
}
