package corgi.engine.generation;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.Checkpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * A stored model in memory.
 *
 * @param model ready to draw
 * @param setup with the device settled
 * @param checkpoint what is stored beside the weights of a model that Corgi trained
 * @param fingerprint of its weights
 * @param manager what owns the network's arrays
 */
record LoadedModel(
    Model model,
    Setup setup,
    Optional<Checkpoint> checkpoint,
    Fingerprint fingerprint,
    NDManager manager)
    implements AutoCloseable {
  /** Loads what {@code setup} names. */
  static LoadedModel load(Setup setup) throws IOException {
    return ModelKind.of(setup.model()).load(setup);
  }

  /**
   * Returns the device asked for.
   *
   * @throws IllegalArgumentException if it is not there
   */
  static Device device(Setup.Processor wanted) {
    boolean there = Engine.getEngine("PyTorch").getGpuCount() > 0;
    if (wanted == Setup.Processor.GPU && !there) {
      throw new IllegalArgumentException("device gpu: PyTorch finds none here; use cpu");
    }
    return there && wanted != Setup.Processor.CPU ? Device.gpu() : Device.cpu();
  }

  /** Returns the hashes of all weights, as soon as they are known. */
  Recipe.Hashes weights() {
    Companions companions = model.companions();
    return new Recipe.Hashes(
        fingerprint.hash(), companions.classifierHash(), companions.weakHash());
  }

  @Override
  public void close() {
    manager.close();
    model.prompting().close();
  }
}
