package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Segments;

/** A part of a U-Net: features in, features out. */
@FunctionalInterface
interface Block {
  NDArray forward(Pass pass, NDArray x);

  /** This block as a segment, shown to the pass's observer under its scope's name. */
  default Block in(Scope scope) {
    String path = scope.path();
    return (pass, x) -> pass.observer().see(path, Segments.of(() -> forward(pass, x)));
  }
}
