package corgi.engine.unet.adm;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.TensorOps;

/** Changes of resolution without parameters. */
enum Resample {
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
      NDArray exact = ops.leave(x);
      NDArray squares = exact.reshape(x.size(0), x.size(1), x.size(2) / 2, 2, x.size(3) / 2, 2);
      return ops.enter(squares.mean(new int[] {5}).mean(new int[] {3}));
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
