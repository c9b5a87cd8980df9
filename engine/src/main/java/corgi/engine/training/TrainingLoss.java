package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;

/** What a denoising network is trained to make small. */
interface TrainingLoss {
  /**
   * Returns the loss of each picture, (N), which gradients flow from.
   *
   * @param conditioning one row for each picture
   */
  NDArray of(Network network, Noised noised, Conditioning conditioning, NDManager manager);
}
