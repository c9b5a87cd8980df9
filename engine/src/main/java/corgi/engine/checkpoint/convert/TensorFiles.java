package corgi.engine.checkpoint.convert;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.ShardedTensors;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.checkpoint.torch.TorchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files with named tensors, whatever their format. */
public final class TensorFiles {
  private static final List<String> STEMS =
      List.of("diffusion_pytorch_model", "model", "pytorch_model");
  private static final List<String> SUFFIXES =
      List.of(".safetensors", ".safetensors.index.json", ".bin", ".bin.index.json");
  private static final List<String> VARIANTS = List.of("", ".fp16", ".non_ema");

  private TensorFiles() {}

  /** Whether a file's name says that it holds tensors. */
  public static boolean isTensorFile(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return name.matches(
        ".*\\.(safetensors|pt|pth|ckpt|bin|safetensors\\.index\\.json|bin\\.index\\.json)");
  }

  /**
   * Opens a safetensors file, an index of shards, or a file of PyTorch.
   *
   * @throws corgi.engine.checkpoint.CheckpointException if it is damaged or none of them
   */
  public static TensorSource open(Path path) throws IOException {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.matches(".*\\.index(\\.\\w+)?\\.json")) {
      return ShardedTensors.open(path, TensorFiles::open);
    }
    return name.endsWith(".safetensors") ? SafetensorsFile.open(path) : TorchFile.open(path);
  }

  /**
   * Returns the file with the weights of a component's folder, as diffusers and transformers name
   * it: safetensors before PyTorch's, full precision before half.
   */
  public static Optional<Path> weights(Path folder) {
    for (String variant : VARIANTS) {
      for (String suffix : SUFFIXES) {
        for (String stem : STEMS) {
          Path path = folder.resolve(named(stem, variant, suffix));
          if (Files.isRegularFile(path)) {
            return Optional.of(path);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The index of a variant is named {@code model.safetensors.index.fp16.json}. */
  private static String named(String stem, String variant, String suffix) {
    return suffix.endsWith(".index.json")
        ? stem + suffix.replace(".json", variant + ".json")
        : stem + variant + suffix;
  }
}
