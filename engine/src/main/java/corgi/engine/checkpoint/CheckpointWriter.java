package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/** Writes a stored model: see {@link CheckpointFolder} for its files. */
public final class CheckpointWriter {
  /** A folder with anything else in it is never replaced. */
  private static final Set<String> OWN =
      Set.of(
          "unet",
          "scheduler",
          "vae",
          CheckpointFolder.VAE_CONFIG,
          CheckpointFolder.VAE_WEIGHTS,
          CheckpointFolder.INDEX,
          CheckpointFolder.UNET,
          CheckpointFolder.WEIGHTS,
          CheckpointFolder.SCHEDULER,
          CheckpointFolder.PROVENANCE,
          CheckpointFolder.CARD);

  private CheckpointWriter() {}

  /**
   * Writes a folder beside its place and moves it there. A checkpoint that was there is replaced;
   * if the process is killed, {@link CheckpointFolder#open} finds the old or the new one, complete.
   *
   * @param weights of the network, see {@link ParameterFile#writer}
   * @throws CheckpointException if the folder holds anything but a checkpoint
   */
  public static void write(Path folder, Checkpoint checkpoint, SafetensorsWriter weights)
      throws IOException {
    write(folder, checkpoint, weights, null);
  }

  /**
   * The same for a network of latents.
   *
   * @param autoencoder a copy of which is kept beside the network, or null for one of pixels
   */
  public static void write(
      Path folder, Checkpoint checkpoint, SafetensorsWriter weights, VaeFolder autoencoder)
      throws IOException {
    ModelFolderWriter.write(
        folder,
        OWN,
        writing -> {
          weights.write(writing.file(CheckpointFolder.WEIGHTS));
          ObjectNode corgi = CheckpointJson.of(checkpoint.provenance());
          String hash = Sha256.of(writing.files(), CheckpointFolder.WEIGHTS);
          corgi.put(CheckpointFolder.WEIGHTS_HASH, hash);
          writing.json(CheckpointFolder.PROVENANCE, corgi);
          writing.json(CheckpointFolder.UNET, checkpoint.unet().toJson());
          writing.json(CheckpointFolder.SCHEDULER, checkpoint.scheduler());
          writing.json(CheckpointFolder.INDEX, index(checkpoint, autoencoder));
          if (autoencoder != null) {
            autoencoder.copy(writing);
          }
          String card = ModelCard.of(checkpoint, weights.count());
          writing.bytes(CheckpointFolder.CARD, card.getBytes(StandardCharsets.UTF_8));
        });
  }

  private static ObjectNode index(Checkpoint checkpoint, VaeFolder autoencoder) {
    ObjectNode index = CheckpointJson.object().put("_class_name", "DiffusionPipeline");
    String network = checkpoint.unet().blocks().family().className();
    index.putArray("unet").add("diffusers").add(network);
    String scheduler = checkpoint.scheduler().path("_class_name").asText();
    index.putArray("scheduler").add("diffusers").add(scheduler);
    if (autoencoder != null) {
      index.putArray("vae").add("diffusers").add("AutoencoderKL");
    }
    return index;
  }
}
