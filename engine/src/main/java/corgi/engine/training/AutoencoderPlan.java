package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.vae.AutoencoderShape;
import corgi.engine.vae.VaeLoss;
import java.util.List;

/**
 * The training of an autoencoder.
 *
 * @param dataset the pictures
 * @param heldOut pictures that it is measured on and does not learn from, at least one
 * @param network its shape
 * @param loss what is made small
 * @param options how it is trained
 */
public record AutoencoderPlan(
    Dataset dataset,
    List<Example> heldOut,
    AutoencoderShape network,
    VaeLoss loss,
    TrainerOptions options) {
  /**
   * @throws IllegalArgumentException if these do not fit together; the message says what
   */
  public AutoencoderPlan {
    heldOut = List.copyOf(heldOut);
    if (heldOut.isEmpty()) {
      throw new IllegalArgumentException("there is no held-out picture to measure on");
    }
    if (network.channels() != dataset.channels()) {
      throw new IllegalArgumentException(
          "the network reads pictures of %d channels, the data set has %d"
              .formatted(network.channels(), dataset.channels()));
    }
    network.latent(dataset.resolution()); // refuses what it cannot encode
    loss.reconstruction().check(network);
  }

  /** What a state must agree with to be gone on from: all that shapes a step, but not the limit. */
  String identity() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("kind", "autoencoder");
    json.put("data", dataset.name());
    json.put("hash", dataset.hash());
    json.put("resolution", dataset.resolution());
    json.set("network", network.toJson());
    json.put("reconstruction", loss.reconstruction().toString());
    json.put("beta", loss.beta());
    json.put("anneal", loss.anneal());
    options.identify(json);
    return json.toString();
  }
}
