package corgi.engine.checkpoint;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.tensor.TensorOps;
import corgi.engine.vae.Autoencoder;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderKl;
import corgi.engine.vae.AutoencoderShape;
import corgi.engine.vae.ClassicConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A trained autoencoder of any kind: the two files of {@link AutoencoderFolder}, so that one of the
 * kind {@code AutoencoderKL} is diffusers' as well, and {@code corgi.json}.
 */
public final class VaeFolder {
  private static final Set<String> OWN =
      Set.of(AutoencoderFolder.CONFIG, AutoencoderFolder.WEIGHTS, CheckpointFolder.PROVENANCE);
  private static final ModelPlaces PLACES =
      new ModelPlaces("autoencoder", AutoencoderFolder.CONFIG, List.of());

  private final Path folder;
  private final ModelFiles files;
  private final AutoencoderShape shape;

  private VaeFolder(Path folder) throws IOException {
    this.folder = folder;
    files = new ModelFiles.Folder(folder);
    ObjectNode json = CheckpointJson.read(files, AutoencoderFolder.CONFIG);
    try {
      boolean classic = json.path("_class_name").asText().equals(ClassicConfig.CLASS);
      shape = classic ? ClassicConfig.fromJson(json) : AutoencoderConfig.fromJson(json);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(AutoencoderFolder.CONFIG), e.getMessage(), e);
    }
  }

  /**
   * Opens the folder of an autoencoder, or of a training with a {@code model} inside.
   *
   * @throws CheckpointException if it is none, or damaged
   */
  public static VaeFolder find(String path) throws IOException {
    if (PLACES.find(path) instanceof ModelFiles.Folder found) {
      return new VaeFolder(found.path());
    }
    throw new CheckpointException(path, "is no autoencoder's folder"); // none are embedded
  }

  /** Returns the hash of the weights' file, {@code sha256:…}. */
  public String weightsHash() throws IOException {
    return Sha256.of(TensorFiles.in(folder));
  }

  /** Writes the two files of diffusers into a folder {@code vae} of a model. */
  void copy(ModelFolderWriter model) throws IOException {
    try (TensorSource weights = TensorFiles.open(TensorFiles.in(folder))) {
      new SafetensorsWriter()
          .addAll(weights, StoredType.F32)
          .write(model.file(CheckpointFolder.VAE_WEIGHTS));
    }
    model.json(CheckpointFolder.VAE_CONFIG, shape.toJson());
  }

  /** Returns its architecture. */
  public AutoencoderShape shape() {
    return shape;
  }

  /**
   * Returns how it was made; nothing of one that others trained.
   *
   * @throws CheckpointException if the file is damaged
   */
  public Optional<VaeOrigin> origin() throws IOException {
    if (Files.notExists(folder.resolve(CheckpointFolder.PROVENANCE))) {
      return Optional.empty();
    }
    return Optional.of(
        CheckpointJson.convert(
            files.source(CheckpointFolder.PROVENANCE),
            CheckpointJson.read(files, CheckpointFolder.PROVENANCE),
            VaeOrigin.class));
  }

  /**
   * Builds the network and loads its weights, whose arrays live on {@code manager}'s device until
   * the network is closed.
   *
   * @throws CheckpointException naming every tensor that is missing, misshapen or unused
   */
  public Autoencoder load(TensorOps ops, NDManager manager) throws IOException {
    Autoencoder network;
    try {
      network = shape.build(ops, manager);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(AutoencoderFolder.CONFIG), e.getMessage(), e);
    }
    UnaryOperator<String> names =
        network instanceof AutoencoderKl ? AutoencoderKl::parameterName : name -> name;
    try (TensorSource weights = TensorFiles.open(TensorFiles.in(folder))) {
      ParameterFile.load(weights, network.parameters(), names);
      return network;
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * Writes a folder beside its place and moves it there; an autoencoder that was there is replaced.
   *
   * @param config as it is to be written
   * @throws CheckpointException if the folder holds anything but an autoencoder
   */
  public static void write(
      Path folder, AutoencoderShape config, VaeOrigin origin, SafetensorsWriter weights)
      throws IOException {
    ModelFolderWriter.write(
        folder,
        OWN,
        writing -> {
          weights.write(writing.file(AutoencoderFolder.WEIGHTS));
          writing.json(AutoencoderFolder.CONFIG, config.toJson());
          writing.json(CheckpointFolder.PROVENANCE, CheckpointJson.of(origin));
        });
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
