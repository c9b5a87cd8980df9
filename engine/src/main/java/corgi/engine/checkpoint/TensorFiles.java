package corgi.engine.checkpoint;

import corgi.engine.checkpoint.torch.TorchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Opens files of tensors by how their names end, and finds them in the folder of a network. */
public final class TensorFiles {
  private static final List<String> STEMS =
      List.of("diffusion_pytorch_model", "model", "pytorch_model");
  private static final List<String> VARIANTS = List.of("", ".fp16", ".non_ema");
  private static final List<String> ENDINGS =
      List.of(".safetensors", ".safetensors.index.json", ".bin", ".bin.index.json");

  /** {@code model.safetensors.index.json}, or {@code model.safetensors.index.fp16.json}. */
  private static final Pattern INDEX =
      Pattern.compile("(?i)\\.(safetensors|bin)\\.index(\\.\\w+)?\\.json$");

  private static final Pattern WHOLE = Pattern.compile("(?i)\\.(safetensors|pt|pth|ckpt|bin)$");

  private TensorFiles() {}

  /** Whether a file's name says that it holds tensors. */
  public static boolean isTensorFile(Path path) {
    String name = name(path);
    return WHOLE.matcher(name).find() || INDEX.matcher(name).find();
  }

  /** Returns a file's name without what says that it holds tensors. */
  static String stem(Path path) {
    return WHOLE.matcher(INDEX.matcher(name(path)).replaceFirst("")).replaceFirst("");
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /**
   * Opens a safetensors file, the index of several files, or else what {@code torch.save} wrote.
   *
   * @throws CheckpointException if it is damaged or none of them
   */
  public static TensorSource open(Path path) throws IOException {
    if (INDEX.matcher(name(path)).find()) {
      return ShardedTensors.open(path, TensorFiles::open);
    }
    boolean safe = name(path).toLowerCase(Locale.ROOT).endsWith(".safetensors");
    return safe ? SafetensorsFile.open(path) : TorchFile.open(path);
  }

  /**
   * Finds the weights of a network in its folder, by the names that diffusers and transformers give
   * them: full precision before half, and safetensors before PyTorch's.
   */
  public static Optional<Path> find(Path folder) {
    for (String variant : VARIANTS) {
      for (String ending : ENDINGS) {
        for (String stem : STEMS) {
          Path file = folder.resolve(named(stem, variant, ending));
          if (Files.isRegularFile(file)) {
            return Optional.of(file);
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the weights of a network in its folder.
   *
   * @throws CheckpointException if there are none
   */
  public static Path in(Path folder) throws CheckpointException {
    return find(folder)
        .orElseThrow(
            () ->
                new CheckpointException(
                    folder.toString(),
                    "has no weights: expected diffusion_pytorch_model.safetensors,"
                        + " model.safetensors, their .index.json, or a .bin"));
  }

  private static String named(String stem, String variant, String ending) {
    return ending.endsWith(".json")
        ? stem + ending.replace(".json", variant + ".json")
        : stem + variant + ending;
  }
}
