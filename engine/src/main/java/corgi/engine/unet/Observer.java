package corgi.engine.unet;

import ai.djl.ndarray.NDArray;

/** Is shown what the blocks of a network put out, for tests and for looking inside. */
@FunctionalInterface
public interface Observer {
  /** Looks at nothing. */
  Observer NONE = (block, output) -> {};

  /**
   * Takes note of one output.
   *
   * @param block by its parameters' prefix, such as {@code down_blocks.0.resnets.1}
   * @param output in the type the network computes in; freed with the pass unless it is copied
   */
  void saw(String block, NDArray output);

  /** Shows an output and returns it. */
  default NDArray see(String block, NDArray output) {
    saw(block, output);
    return output;
  }
}
