package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.TensorOps;

/** A change of resolution without parameters, inside a residual block. */
public enum Resampling {
  /** None. */
  NONE {
    @Override
    NDArray apply(TensorOps ops, NDArray x) {
      return x;
    }
  },

  /** Half the height and width, by averaging squares of 2×2. */
  DOWN {
    @Override
    NDArray apply(TensorOps ops, NDArray x) {
      return ops.pool(x);
    }
  },

  /** Twice the height and width, by repeating pixels. */
  UP {
    @Override
    NDArray apply(TensorOps ops, NDArray x) {
      return ops.upsample(x);
    }
  };

  /** Maps x (N, C, H, W) to another H and W. */
  abstract NDArray apply(TensorOps ops, NDArray x);
}
