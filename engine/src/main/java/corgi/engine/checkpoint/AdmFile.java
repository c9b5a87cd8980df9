package corgi.engine.checkpoint;

import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.AdmUNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The weights of a network of guided-diffusion, {@code NAME.pt} or {@code NAME.safetensors}, with
 * its flags in {@code NAME.json} beside it. For the published files the flags are known: {@code
 * 64x64_diffusion.pt}, {@code 64x64_classifier.pt} and so on.
 */
public final class AdmFile {
  private static final String PUBLISHED = "corgi/models/openai/";

  private final Path path;
  private final AdmFlags flags;

  private AdmFile(Path path, AdmFlags flags) {
    this.path = path;
    this.flags = flags;
  }

  /** Returns whether this is a file whose name ends as weights do. */
  public static boolean recognises(Path path) {
    return TensorFiles.isTensorFile(path) && Files.isRegularFile(path);
  }

  /** Whether the names of tensors are those of such a network, be it a U-Net or a classifier. */
  public static boolean isNetwork(TensorSource tensors) {
    return tensors.has("time_embed.0.weight")
        && tensors.has("input_blocks.0.0.weight")
        && tensors.has("middle_block.1.qkv.weight");
  }

  /** Whether the names of such a network's tensors are those of a classifier. */
  public static boolean isClassifier(TensorSource tensors) {
    return tensors.names().stream().noneMatch(name -> name.startsWith("output_blocks."));
  }

  /**
   * Opens a file and reads its flags.
   *
   * @throws CheckpointException if there are no flags, or they are wrong; the message says where
   */
  public static AdmFile open(Path path) throws IOException {
    Optional<AdmFlags> flags = flags(path);
    if (flags.isPresent()) {
      return new AdmFile(path, flags.get());
    }
    try (TensorSource tensors = TensorFiles.open(path)) {
      throw new CheckpointException(
          path.toString(),
          isNetwork(tensors)
              ? "the flags it was trained with are not known: write them to "
                  + beside(path)
                  + ", such as {\"image_size\": 64, \"learn_sigma\": true}"
              : "is no network of guided-diffusion, the only one that is run from a single file:"
                  + " 'corgi models convert' makes a folder of a file of Stable Diffusion");
    }
  }

  /**
   * Returns the flags of a file: those in the JSON beside it, or those that were published with a
   * file of this name.
   *
   * @throws CheckpointException if they are wrong
   */
  public static Optional<AdmFlags> flags(Path path) throws IOException {
    Path beside = beside(path);
    String name = beside.getFileName().toString();
    ModelFiles files = new ModelFiles.Folder(path.toAbsolutePath().getParent());
    if (!Files.exists(beside)) {
      if (!isPublished(name)) {
        return Optional.empty();
      }
      files = new ModelFiles.Resources(PUBLISHED);
    }
    try {
      return Optional.of(AdmFlags.of(CheckpointJson.read(files, name)));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(name), e.getMessage(), e);
    }
  }

  private static Path beside(Path path) {
    return path.resolveSibling(TensorFiles.stem(path) + ".json");
  }

  private static boolean isPublished(String name) {
    return name.matches("[A-Za-z0-9_]+\\.json")
        && AdmFile.class.getClassLoader().getResource(PUBLISHED + name) != null;
  }

  /** Returns its flags. */
  public AdmFlags flags() {
    return flags;
  }

  /** Returns the hash of the file, {@code sha256:…}. */
  public String hash() throws IOException {
    return Sha256.of(new ModelFiles.Folder(path.toAbsolutePath().getParent()), name());
  }

  private String name() {
    return path.getFileName().toString();
  }

  /**
   * Builds the U-Net and loads its weights.
   *
   * @throws CheckpointException if they do not fit; the message names what is missing or misshapen
   */
  public AdmUNet unet(TensorOps ops, NDManager manager) throws IOException {
    AdmUNet network = new AdmUNet(config(true), ops, manager);
    load(network.parameters());
    return network;
  }

  /**
   * Builds the classifier and loads its weights.
   *
   * @throws CheckpointException if they do not fit; the message names what is missing or misshapen
   */
  public AdmClassifier classifier(TensorOps ops, NDManager manager) throws IOException {
    AdmClassifier network = new AdmClassifier(config(false), flags.pool(), ops, manager);
    load(network.parameters());
    return network;
  }

  private AdmConfig config(boolean model) throws CheckpointException {
    try {
      return model ? flags.model() : flags.classifier();
    } catch (IllegalArgumentException e) {
      throw new CheckpointException("the flags of " + path, e.getMessage(), e);
    }
  }

  private void load(Parameters parameters) throws IOException {
    try (TensorSource weights = TensorFiles.open(path)) {
      ParameterFile.load(weights, parameters);
    } catch (IOException | RuntimeException e) {
      parameters.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
