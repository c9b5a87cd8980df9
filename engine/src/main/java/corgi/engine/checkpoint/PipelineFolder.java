package corgi.engine.checkpoint;

import ai.djl.ndarray.NDManager;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.vae.AutoencoderKl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A pipeline as diffusers stores it: {@code model_index.json}, which names the class of every part,
 * and a folder for each part. Weights are safetensors, whole or in shards, or what {@code
 * torch.save} wrote.
 */
public final class PipelineFolder {
  private static final String SCHEDULER = "scheduler";
  private static final String UNET = "unet";

  private final Path path;
  private final PipelineIndex index;

  private PipelineFolder(Path path) throws IOException {
    this.path = path;
    index = PipelineIndex.read(path);
  }

  /** Returns whether this is the folder of a pipeline that Corgi did not write. */
  public static boolean recognises(Path path) {
    return PipelineIndex.isIn(path) && Files.notExists(path.resolve(CheckpointFolder.PROVENANCE));
  }

  /**
   * Opens a folder.
   *
   * @throws CheckpointException if its index is missing or damaged
   */
  public static PipelineFolder open(Path path) throws IOException {
    return new PipelineFolder(path);
  }

  /** Returns the class of the pipeline. */
  public String className() {
    return index.className();
  }

  /**
   * Returns a part that the pipeline cannot do without.
   *
   * @throws CheckpointException if it is not named, or its folder is missing
   */
  public PipelineIndex.Part part(String name) throws CheckpointException {
    return index.part(name);
  }

  /**
   * Returns the scheduler's configuration.
   *
   * @throws CheckpointException if it is missing or damaged, or says what is not known
   */
  public ScheduleConfig scheduler() throws IOException {
    return SchedulerFile.read(part(SCHEDULER));
  }

  /**
   * Returns the U-Net's configuration.
   *
   * @throws CheckpointException if it is missing or damaged, or says what is not known
   */
  public UNetConfig unetConfig() throws IOException {
    try {
      return UNetConfig.fromJson(index.config(UNET));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(config(UNET), e.getMessage(), e);
    }
  }

  private String config(String part) {
    return path.resolve(part).resolve("config.json").toString();
  }

  /**
   * Builds the U-Net and loads its weights.
   *
   * @throws CheckpointException naming every tensor that is missing, misshapen or unused
   */
  public UNet unet(TensorOps ops, NDManager manager) throws IOException {
    UNet unet;
    try {
      unet = new UNet(unetConfig(), ops, manager);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(config(UNET), e.getMessage(), e);
    }
    try (TensorSource weights = TensorFiles.open(TensorFiles.in(part(UNET).path()))) {
      ParameterFile.load(weights, unet.parameters());
      return unet;
    } catch (IOException | RuntimeException e) {
      unet.close();
      throw e;
    }
  }

  /**
   * Builds the autoencoder and loads its weights.
   *
   * @throws CheckpointException naming every tensor that is missing, misshapen or unused
   */
  public AutoencoderKl autoencoder(TensorOps ops, NDManager manager) throws IOException {
    index.config("vae"); // refuses another class than the index names
    return AutoencoderFolder.load(part("vae").path(), ops, manager);
  }

  /** Returns the hash of the U-Net's weights, {@code sha256:…}; of shards that of their index. */
  public String weightsHash() throws IOException {
    return Sha256.of(TensorFiles.in(part(UNET).path()));
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
