package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.TensorSource;

/**
 * One network of a pipeline.
 *
 * @param name its folder, such as {@code unet}
 * @param library who defines its class, {@code diffusers} or {@code transformers}
 * @param config its {@code config.json}
 * @param tensors its weights, by the names of that class
 */
public record Component(String name, String library, ObjectNode config, TensorSource tensors) {
  /** Returns the class, such as {@code UNet2DConditionModel}. */
  public String className() {
    return Architecture.className(config);
  }

  /** Returns what the library calls the file with the weights. */
  String weightsFile() {
    String stem = library.equals("transformers") ? "model" : "diffusion_pytorch_model";
    return name + "/" + stem + ".safetensors";
  }
}
