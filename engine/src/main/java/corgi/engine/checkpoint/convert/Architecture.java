package corgi.engine.checkpoint.convert;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.ParameterFit;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderKl;

/** Whether weights fit the network that their configuration describes. */
final class Architecture {
  private Architecture() {}

  /** Whether {@link #problems} knows networks of a class. */
  static boolean isKnown(String className) {
    return className.startsWith("UNet2D") || className.equals("AutoencoderKL");
  }

  /**
   * Returns what is missing, unused or misshapen, in one line, or what is wrong with the
   * configuration; empty if all fits. No weights are read.
   */
  static String problems(JsonNode config, TensorSource tensors) {
    TensorOps ops = TensorOps.of(Precision.FP32);
    try (NDManager manager = Tensors.manager()) {
      if (config.path("_class_name").asText().equals("AutoencoderKL")) {
        try (AutoencoderKl vae =
            new AutoencoderKl(AutoencoderConfig.fromJson(config), ops, manager)) {
          return ParameterFit.of(tensors, vae.parameters(), AutoencoderKl::parameterName)
              .problems();
        }
      }
      try (UNet unet = new UNet(UNetConfig.fromJson(config), ops, manager)) {
        return ParameterFit.of(tensors, unet.parameters()).problems();
      }
    } catch (IllegalArgumentException e) {
      return "configuration: " + e.getMessage();
    }
  }
}
