package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.layers.Parameters;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.vae.AutoencoderKl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A pipeline as diffusers stores it: {@code model_index.json}, which names the class of every part,
 * and a folder for each part. Weights are safetensors, whole or in shards, or what {@code
 * torch.save} wrote.
 */
public final class PipelineFolder {
  private static final String INDEX = "model_index.json";
  private static final String SCHEDULER = "scheduler";
  private static final String SCHEDULER_FILE = "scheduler/scheduler_config.json";
  private static final String UNET = "unet";

  private final ModelFiles.Folder files;
  private final ObjectNode index;

  private PipelineFolder(Path path) throws IOException {
    files = new ModelFiles.Folder(path);
    index = CheckpointJson.read(files, INDEX);
    if (!index.path("_class_name").isTextual()) {
      throw new CheckpointException(
          files.source(INDEX),
          "_class_name = %s: must name a pipeline, such as StableDiffusionPipeline"
              .formatted(index.get("_class_name")));
    }
  }

  /** A part of a pipeline: its class and its folder. */
  public record Part(String className, Path path) {}

  /** Returns whether this is the folder of a pipeline that Corgi did not write. */
  public static boolean recognises(Path path) {
    return Files.isRegularFile(path.resolve(INDEX))
        && Files.notExists(path.resolve(CheckpointFolder.PROVENANCE));
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
    return index.path("_class_name").asText();
  }

  /** Returns a part, if the pipeline has one. */
  public Optional<Part> find(String name) throws CheckpointException {
    JsonNode entry = index.path(name);
    if (entry.isMissingNode() || entry.isNull() || (entry.isArray() && entry.path(1).isNull())) {
      return Optional.empty();
    }
    if (!entry.isArray() || entry.size() != 2 || !entry.get(1).isTextual()) {
      throw new CheckpointException(
          files.source(INDEX),
          "%s = %s: must be a library and a class".formatted(quote(name), entry));
    }
    return Optional.of(new Part(entry.get(1).asText(), files.path().resolve(name)));
  }

  /**
   * Returns a part that the pipeline cannot do without.
   *
   * @throws CheckpointException if it is not named, or its folder is missing
   */
  public Part part(String name) throws CheckpointException {
    Part part =
        find(name)
            .orElseThrow(
                () ->
                    new CheckpointException(
                        files.source(INDEX),
                        "names no part %s, which a %s has".formatted(quote(name), className())));
    if (!Files.isDirectory(part.path())) {
      throw new CheckpointException(part.path().toString(), "is missing from the model folder");
    }
    return part;
  }

  /** Returns the scheduler's configuration. */
  public ScheduleConfig scheduler() throws IOException {
    part(SCHEDULER);
    try {
      ScheduleConfig config = ScheduleConfig.of(CheckpointJson.read(files, SCHEDULER_FILE));
      config.schedule(); // refuses what is none
      return config;
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(SCHEDULER_FILE), e.getMessage(), e);
    }
  }

  /** Returns the configuration of a part, its {@code config.json}. */
  public ObjectNode config(String part) throws IOException {
    return CheckpointJson.read(files, part + "/config.json");
  }

  /** Returns the U-Net's configuration. */
  public UNetConfig unetConfig() throws IOException {
    part(UNET);
    try {
      return UNetConfig.fromJson(config(UNET));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source("unet/config.json"), e.getMessage(), e);
    }
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
      throw new CheckpointException(files.source("unet/config.json"), e.getMessage(), e);
    }
    load(UNET, unet.parameters());
    return unet;
  }

  /**
   * Builds the autoencoder and loads its weights.
   *
   * @throws CheckpointException naming every tensor that is missing, misshapen or unused
   */
  public AutoencoderKl autoencoder(TensorOps ops, NDManager manager) throws IOException {
    return AutoencoderFolder.load(part("vae").path(), ops, manager);
  }

  /**
   * Sets a network's parameters from the weights of a part; the parameters are closed if that
   * fails.
   *
   * @throws CheckpointException naming every tensor that is missing, misshapen or unused
   */
  public void load(String part, Parameters parameters) throws IOException {
    try (TensorSource weights = weights(part)) {
      ParameterFile.load(weights, parameters);
    } catch (IOException | RuntimeException e) {
      parameters.close();
      throw e;
    }
  }

  /**
   * Opens the weights of a part.
   *
   * @throws CheckpointException if there are none, or they are damaged
   */
  public TensorSource weights(String part) throws IOException {
    return TensorFiles.open(TensorFiles.find(part(part).path()));
  }

  /** Returns the hash of the U-Net's weights, {@code sha256:…}; of shards that of their index. */
  public String weightsHash() throws IOException {
    Path file = TensorFiles.find(part(UNET).path());
    return Sha256.of(new ModelFiles.Folder(file.getParent()), file.getFileName().toString());
  }

  @Override
  public String toString() {
    return files.path().toString();
  }
}
