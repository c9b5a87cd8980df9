package corgi.engine.unet;

import ai.djl.ndarray.NDArray;

/** A residual block and the attention that may follow it. */
record Layer(Block residual, Block attention) {
  NDArray forward(Pass pass, NDArray x) {
    NDArray h = residual.forward(pass, x);
    return attention == null ? h : attention.forward(pass, h);
  }
}
