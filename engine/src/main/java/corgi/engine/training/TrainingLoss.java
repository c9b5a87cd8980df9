package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import java.util.Map;

/** What a denoising network is trained to make small. */
interface TrainingLoss {
  /**
   * Returns the loss of each picture, (N), which gradients flow from.
   *
   * @param conditioning one row for each picture
   */
  NDArray of(Network network, Noised noised, Conditioning conditioning, NDManager manager);

  /**
   * What it remembers of the pictures it was asked about, by name, which a training that goes on
   * must find as it was: what is written into these arrays is remembered instead.
   */
  default Map<String, float[]> memory() {
    return Map.of();
  }
}
