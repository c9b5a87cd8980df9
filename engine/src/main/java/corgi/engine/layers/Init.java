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
  };

  abstract void fill(float[] values, long fanIn, long key);
}
