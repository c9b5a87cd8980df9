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
import java.util.Set;

/**
 * The weights of a network of guided-diffusion, {@code NAME.pt} or {@code NAME.safetensors}, with
 * its flags in {@code NAME.json} beside it. For the published files the flags are known: {@code
 * 64x64_diffusion.pt}, {@code 64x64_classifier.pt} and so on.
 */
public final class AdmFile {
  private static final String PUBLISHED = "corgi/models/openai/";
  private static final Set<String> KINDS = Set.of("pt", "pth", "ckpt", "bin", "safetensors");

  private final Path path;
  private final AdmFlags flags;

  private AdmFile(Path path, AdmFlags flags) {
    this.path = path;
    this.flags = flags;
  }

  /** Returns whether this is a file whose name ends as weights do. */
  public static boolean recognises(Path path) {
    return KINDS.contains(ending(path)) && Files.isRegularFile(path);
  }

  /**
   * Opens a file and reads its flags.
   *
   * @throws CheckpointException if there are no flags, or they are wrong; the message says where
   */
  public static AdmFile open(Path path) throws IOException {
    String name = path.getFileName().toString();
    String stem = name.substring(0, name.length() - ending(path).length() - 1);
    Path beside = path.resolveSibling(stem + ".json");
    ModelFiles files =
        Files.exists(beside)
            ? new ModelFiles.Folder(path.toAbsolutePath().getParent())
            : new ModelFiles.Resources(PUBLISHED);
    if (files instanceof ModelFiles.Resources && !isPublished(stem)) {
      throw new CheckpointException(
          path.toString(),
          "the flags it was trained with are not known: write them to "
              + beside
              + ", such as {\"image_size\": 64, \"learn_sigma\": true}");
    }
    try {
      return new AdmFile(path, AdmFlags.of(CheckpointJson.read(files, stem + ".json")));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(stem + ".json"), e.getMessage(), e);
    }
  }

  private static boolean isPublished(String stem) {
    return stem.matches("[A-Za-z0-9_]+")
        && AdmFile.class.getClassLoader().getResource(PUBLISHED + stem + ".json") != null;
  }

  private static String ending(Path path) {
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
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
