package corgi.engine.generation;

import ai.djl.ndarray.NDManager;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.TorchNoise;

/** Who draws the noise of a picture from its seed. */
public enum NoiseSource {
  /** {@link SeededNoise}: a function of the seed, the step and the pixel, the same everywhere. */
  CORGI {
    @Override
    Noise of(NDManager manager, long seed) {
      return new SeededNoise(manager, seed);
    }
  },

  /** {@link TorchNoise}: what PyTorch's CPU generator draws, so that diffusers' pictures recur. */
  TORCH {
    @Override
    Noise of(NDManager manager, long seed) {
      return new TorchNoise(manager, seed);
    }
  };

  /** Returns the noise of one picture, for one run. */
  abstract Noise of(NDManager manager, long seed);
}
