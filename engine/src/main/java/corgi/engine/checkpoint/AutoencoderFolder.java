package corgi.engine.checkpoint;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.tensor.TensorOps;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderKl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A stored autoencoder, as diffusers lays it out: {@code config.json} and {@code
 * diffusion_pytorch_model.safetensors}, for instance the folder {@code vae} of a pipeline.
 */
public final class AutoencoderFolder {
  static final String CONFIG = "config.json";
  static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

  private AutoencoderFolder() {}

  /**
   * Builds the network and loads its weights, whose arrays live on {@code manager}'s device until
   * the network is closed. The attention's tensors may have their older names and shapes.
   *
   * @throws CheckpointException if a file is missing, damaged or another model's
   */
  public static AutoencoderKl load(Path folder, TensorOps ops, NDManager manager)
      throws IOException {
    ModelFiles files = new ModelFiles.Folder(folder);
    ObjectNode json = CheckpointJson.read(files, CONFIG);
    AutoencoderKl network;
    try {
      network = new AutoencoderKl(AutoencoderConfig.fromJson(json), ops, manager);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(CONFIG), e.getMessage(), e);
    }
    try (TensorSource weights = TensorFiles.open(TensorFiles.in(folder))) {
      ParameterFile.load(weights, network.parameters(), AutoencoderKl::parameterName);
      return network;
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * Writes a network to a folder, which is made if it is not there; the two files are replaced.
   *
   * @param type F32, or F16 for half the size
   */
  public static void write(Path folder, AutoencoderKl network, StoredType type) throws IOException {
    Files.createDirectories(folder);
    ParameterFile.writer(network.parameters(), type).write(folder.resolve(WEIGHTS));
    AtomicFile.write(folder.resolve(CONFIG), CheckpointJson.bytes(network.config().toJson()));
  }
}
