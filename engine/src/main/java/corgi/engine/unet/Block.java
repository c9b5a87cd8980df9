package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Scope;

/** A part of a U-Net: features in, features out. */
@FunctionalInterface
interface Block {
  NDArray forward(Pass pass, NDArray x);

  /** This block, shown to the pass's observer under its scope's name. */
  default Block in(Scope scope) {
    String path = scope.path();
    return (pass, x) -> pass.observer().see(path, forward(pass, x));
  }
}
