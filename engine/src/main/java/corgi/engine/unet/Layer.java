package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.Segments;

/** A residual block and the attention that may follow it. */
record Layer(Block residual, Block attention) {
  NDArray forward(Pass pass, NDArray x) {
    return attended(pass, residual.forward(pass, x));
  }

  /** The same for x with what was kept on the way down, whose joint copy need not be kept. */
  NDArray forward(Pass pass, NDArray x, NDArray kept) {
    return attended(pass, Segments.of(() -> residual.forward(pass, x.concat(kept, 1))));
  }

  private NDArray attended(Pass pass, NDArray h) {
    return attention == null ? h : attention.forward(pass, h);
  }
}
