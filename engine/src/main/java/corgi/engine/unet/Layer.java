package corgi.engine.unet;

import ai.djl.ndarray.NDArray;

/** A residual block and the attention that may follow it. */
record Layer(ResBlock residual, Transformer2d attention) {
  NDArray forward(Pass pass, NDArray x) {
    NDArray h = residual.forward(pass.ops(), x, pass.time());
    return attention == null ? h : attention.forward(pass, h);
  }
}
