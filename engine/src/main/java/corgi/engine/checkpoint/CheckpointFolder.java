package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.vae.AutoencoderKl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A stored model, laid out as a diffusers folder: {@code model_index.json}, {@code
 * unet/config.json}, {@code unet/diffusion_pytorch_model.safetensors}, {@code
 * scheduler/scheduler_config.json}, and Corgi's own {@code corgi.json} and {@code README.md}.
 *
 * <p>It is a folder on disk or a set of resources {@code corgi/models/NAME/…}. Weights are float16
 * or float32. {@link CheckpointWriter} writes one.
 */
public final class CheckpointFolder {
  static final String INDEX = PipelineIndex.FILE;
  static final String UNET = "unet/config.json";
  static final String WEIGHTS = "unet/diffusion_pytorch_model.safetensors";
  static final String SCHEDULER = "scheduler/scheduler_config.json";
  static final String VAE_CONFIG = "vae/" + AutoencoderFolder.CONFIG;
  static final String VAE_WEIGHTS = "vae/" + AutoencoderFolder.WEIGHTS;
  static final String PROVENANCE = "corgi.json";
  static final String CARD = "README.md";

  /** The key of {@code corgi.json} that holds the hash of the weights. */
  static final String WEIGHTS_HASH = "weights";

  private static final ModelPlaces PLACES =
      new ModelPlaces(
          "model", INDEX, List.of("portraits-32", "portraits-64", "portraits-64-early"));

  private final ModelFiles files;
  private final Checkpoint checkpoint;
  private final String weightsHash;

  private CheckpointFolder(ModelFiles files) throws IOException {
    this.files = files;
    CheckpointJson.read(files, INDEX);
    ObjectNode corgi = CheckpointJson.read(files, PROVENANCE);
    Provenance provenance = provenance(files, corgi);
    UNetConfig unet = unet(files);
    try {
      checkpoint = new Checkpoint(unet, CheckpointJson.read(files, SCHEDULER), provenance);
      ScheduleConfig.of(checkpoint.scheduler()).schedule(); // refuses what is no schedule
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(SCHEDULER), e.getMessage(), e);
    }
    weightsHash = Sha256.of(files, WEIGHTS);
    String recorded = corgi.path(WEIGHTS_HASH).asText(weightsHash);
    if (!recorded.equals(weightsHash)) {
      throw new CheckpointException(
          files.source(WEIGHTS),
          "has %s: corgi.json recorded %s, so the file is damaged or another model's"
              .formatted(weightsHash, quote(recorded)));
    }
  }

  private static Provenance provenance(ModelFiles files, ObjectNode corgi) throws IOException {
    if (!corgi.has("conditions")) {
      corgi.putArray("conditions"); // text was all that models of version 0.1 were told
    }
    return CheckpointJson.convert(files.source(PROVENANCE), corgi, Provenance.class);
  }

  /**
   * Returns how a model was made, without looking at its weights.
   *
   * @throws CheckpointException if there is none of that name or path, or it is damaged
   */
  public static Provenance provenance(String nameOrPath) throws IOException {
    ModelFiles files = PLACES.find(nameOrPath);
    CheckpointJson.read(files, INDEX); // refuses what is no model
    return provenance(files, CheckpointJson.read(files, PROVENANCE));
  }

  private static UNetConfig unet(ModelFiles files) throws IOException {
    ObjectNode json = CheckpointJson.read(files, UNET);
    try {
      return UNetConfig.fromJson(json);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(UNET), e.getMessage(), e);
    }
  }

  /**
   * Opens a folder and checks all of it but the tensors' shapes. If a writer was killed between the
   * two moves that replace a folder, the one it was about to replace is opened.
   *
   * @throws CheckpointException if something is missing or damaged; the message says what
   */
  public static CheckpointFolder open(Path folder) throws IOException {
    return new CheckpointFolder(PLACES.open(folder));
  }

  /**
   * Opens a model of the class path.
   *
   * @throws CheckpointException if there is none of that name, or it is damaged
   */
  public static CheckpointFolder embedded(String name) throws IOException {
    return new CheckpointFolder(PLACES.embedded(name));
  }

  /** Returns whether the class path has a model of that name. */
  public static boolean isEmbedded(String name) {
    return PLACES.isEmbedded(name);
  }

  /**
   * Opens the model of the class path that has this name, or else the folder of this path: a
   * model's own, or the folder of a training with a {@code model} inside.
   *
   * @throws CheckpointException if there is neither, or it is damaged
   */
  public static CheckpointFolder find(String nameOrPath) throws IOException {
    return new CheckpointFolder(PLACES.find(nameOrPath));
  }

  /** Returns all but the weights. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** Returns the hash of the weights' file, {@code sha256:…}. */
  public String weightsHash() {
    return weightsHash;
  }

  /** Opens the weights. */
  public SafetensorsFile weights() throws IOException {
    return files.tensors(WEIGHTS);
  }

  /**
   * Builds the network and loads its weights, whose arrays live on {@code manager}'s device until
   * the network is closed.
   *
   * @throws CheckpointException naming every tensor that is missing, misshapen or unused
   */
  public UNet load(TensorOps ops, NDManager manager) throws IOException {
    UNet unet = network(ops, manager);
    try (SafetensorsFile weights = weights()) {
      ParameterFile.load(weights, unet.parameters());
      return unet;
    } catch (IOException | RuntimeException e) {
      unet.close();
      throw e;
    }
  }

  /** Whether the network draws latents, whose autoencoder is there. */
  public boolean latent() {
    return files instanceof ModelFiles.Folder folder
        && Files.exists(folder.path().resolve(VAE_CONFIG));
  }

  /**
   * Builds the autoencoder of a network of latents and loads its weights.
   *
   * @throws CheckpointException if it is damaged
   */
  public AutoencoderKl autoencoder(TensorOps ops, NDManager manager) throws IOException {
    if (files instanceof ModelFiles.Folder folder) {
      return AutoencoderFolder.load(folder.path().resolve("vae"), ops, manager);
    }
    throw new CheckpointException(files.source(VAE_CONFIG), "is not on the class path");
  }

  /** Each range of the configuration is right, but together they may not make a network. */
  private UNet network(TensorOps ops, NDManager manager) throws CheckpointException {
    try {
      return new UNet(checkpoint.unet(), ops, manager);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(UNET), e.getMessage(), e);
    }
  }

  /** Returns the model card. */
  public String card() throws IOException {
    try (InputStream in = files.open(CARD)) {
      return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
    }
  }

  @Override
  public String toString() {
    return files.source("");
  }
}
