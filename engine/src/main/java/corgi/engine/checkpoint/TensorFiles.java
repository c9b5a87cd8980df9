package corgi.engine.checkpoint;

import corgi.engine.checkpoint.torch.TorchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens files of tensors by how their names end, and finds them in the folder of a part. */
public final class TensorFiles {
  private static final List<String> STEMS =
      List.of("diffusion_pytorch_model", "model", "pytorch_model");
  private static final List<String> VARIANTS = List.of("", ".fp16", ".non_ema");
  private static final List<String> ENDINGS =
      List.of(".safetensors", ".safetensors.index.json", ".bin", ".bin.index.json");

  private TensorFiles() {}

  /**
   * Opens a file: {@code .safetensors}, the {@code .index.json} of several, or else what {@code
   * torch.save} wrote.
   *
   * @throws CheckpointException if it is damaged or of another kind
   */
  public static TensorSource open(Path path) throws IOException {
    String name = path.getFileName().toString();
    if (name.endsWith(".json")) {
      return ShardedTensors.open(path, TensorFiles::open);
    }
    return name.endsWith(".safetensors") ? SafetensorsFile.open(path) : TorchFile.open(path);
  }

  /**
   * Finds the weights of a part in its folder, by the names that diffusers and transformers give
   * them.
   *
   * @throws CheckpointException if there are none
   */
  public static Path find(Path folder) throws CheckpointException {
    for (String ending : ENDINGS) {
      for (String variant : VARIANTS) {
        for (String stem : STEMS) {
          Path file = folder.resolve(name(stem, variant, ending));
          if (Files.isRegularFile(file)) {
            return file;
          }
        }
      }
    }
    throw new CheckpointException(
        folder.toString(),
        "has no weights: expected diffusion_pytorch_model.safetensors, model.safetensors, their"
            + " .index.json, or a .bin");
  }

  /** {@code model.fp16.safetensors}, but {@code model.safetensors.index.fp16.json}. */
  private static String name(String stem, String variant, String ending) {
    return ending.endsWith(".json")
        ? stem + ending.replace(".json", variant + ".json")
        : stem + variant + ending;
  }
}
