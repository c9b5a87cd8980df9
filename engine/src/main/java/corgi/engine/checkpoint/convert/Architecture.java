package corgi.engine.checkpoint.convert;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.AdmFlags;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointJson;
import corgi.engine.checkpoint.ParameterFit;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.model.StoredTextEncoderPlugin;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.UNetFamily;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.AdmUNet;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderKl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether weights fit the network that their configuration describes: what is missing, misshapen or
 * unused, in one line, or what is wrong with the configuration; "" if all fits. No numbers are
 * read.
 */
final class Architecture {
  private static final String AUTOENCODER = "AutoencoderKL";
  private static final TensorOps OPS = TensorOps.of(Precision.FP32);

  private Architecture() {}

  /** Builds a network and compares; nothing is allocated for its parameters. */
  private interface Fitting {
    ParameterFit with(NDManager manager);
  }

  /** Returns the class that a configuration names, or {@code unknown}. */
  static String className(JsonNode config) {
    String own = config.path("_class_name").asText("");
    return own.isEmpty() ? config.path("architectures").path(0).asText("unknown") : own;
  }

  /** Whether a class is one of diffusers whose networks are known here. */
  static boolean isKnown(String className) {
    return UNetFamily.isKnown(className) || className.equals(AUTOENCODER);
  }

  /** Returns what is wrong with a network of diffusers, or nothing if its class is not known. */
  static Optional<String> problems(JsonNode config, TensorSource tensors) {
    return isKnown(className(config))
        ? Optional.of(problems(fitting(config, tensors)))
        : Optional.empty();
  }

  /**
   * The same for a network in a folder, which may be a text encoder, too.
   *
   * @param type its class
   * @throws CheckpointException if its {@code config.json} is wrong
   */
  static Optional<String> problems(Path folder, String type, TensorSource tensors)
      throws IOException {
    Optional<StoredTextEncoderPlugin> text = StoredTextEncoderPlugin.find(type);
    if (text.isPresent()) {
      return Optional.of(text.get().misfit(folder));
    }
    if (!isKnown(type)) {
      return Optional.empty();
    }
    Path file = folder.resolve("config.json");
    JsonNode config = CheckpointJson.read(file);
    try (NDManager manager = Tensors.manager()) {
      return Optional.of(fitting(config, tensors).with(manager).problems());
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file.toString(), e.getMessage(), e);
    }
  }

  private static Fitting fitting(JsonNode config, TensorSource tensors) {
    return className(config).equals(AUTOENCODER)
        ? manager -> autoencoder(config, tensors, manager)
        : manager -> unet(config, tensors, manager);
  }

  /** Returns what is wrong with a U-Net of guided-diffusion. */
  static String unetProblems(AdmFlags flags, TensorSource tensors) {
    return problems(
        manager -> {
          try (AdmUNet network = new AdmUNet(flags.model(), OPS, manager)) {
            return ParameterFit.of(tensors, network.parameters());
          }
        });
  }

  /** Returns what is wrong with a classifier of guided-diffusion. */
  static String classifierProblems(AdmFlags flags, TensorSource tensors) {
    return problems(
        manager -> {
          try (AdmClassifier network =
              new AdmClassifier(flags.classifier(), flags.pool(), OPS, manager)) {
            return ParameterFit.of(tensors, network.parameters());
          }
        });
  }

  private static String problems(Fitting fitting) {
    try (NDManager manager = Tensors.manager()) {
      return fitting.with(manager).problems();
    } catch (IllegalArgumentException e) {
      return "configuration: " + e.getMessage();
    }
  }

  private static ParameterFit autoencoder(
      JsonNode config, TensorSource tensors, NDManager manager) {
    try (AutoencoderKl vae = new AutoencoderKl(AutoencoderConfig.fromJson(config), OPS, manager)) {
      return ParameterFit.of(tensors, vae.parameters(), AutoencoderKl::parameterName);
    }
  }

  private static ParameterFit unet(JsonNode config, TensorSource tensors, NDManager manager) {
    try (UNet unet = new UNet(UNetConfig.fromJson(config), OPS, manager)) {
      return ParameterFit.of(tensors, unet.parameters());
    }
  }
}
