package corgi.engine.checkpoint.convert;

import corgi.engine.checkpoint.AdmFile;
import corgi.engine.checkpoint.AdmFlags;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.TensorFiles;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes diffusers folders with safetensors of what people have: folders with other weights, single
 * files of Stable Diffusion 1 and 2, and models of guided-diffusion. Every tensor is checked
 * against the network before anything is written, and the folder is there completely or not at all.
 */
public final class ModelConversion {
  private ModelConversion() {}

  /**
   * What a single file does not say.
   *
   * @param prediction {@code epsilon} or {@code v_prediction}; null leaves it to the file
   * @param flags of a model of guided-diffusion; null for those beside the file or published
   * @param tokenizer a folder with CLIP's {@code vocab.json} and {@code merges.txt}, or null
   */
  public record Hints(String prediction, AdmFlags flags, Path tokenizer) {
    /** Nothing. */
    public static final Hints NONE = new Hints(null, null, null);

    public Hints {
      if (prediction != null
          && !List.of("epsilon", "v_prediction", "sample").contains(prediction)) {
        throw new IllegalArgumentException(
            "prediction type = %s: must be epsilon, v_prediction or sample".formatted(prediction));
      }
    }

    /**
     * Returns this with the flags that are known of a file of guided-diffusion, if none are said.
     */
    Hints with(Path file, TensorSource tensors) throws IOException {
      return flags != null || !AdmFile.isNetwork(tensors)
          ? this
          : new Hints(prediction, AdmFile.flags(file).orElse(null), tokenizer);
    }
  }

  /**
   * Converts a model.
   *
   * @param in a diffusers folder, a component's folder, or a single file
   * @param out the folder to write, which must not exist or be empty
   * @param floats F32, F16 or BF16
   * @return a line about each thing that was written or left out
   */
  public static List<String> convert(Path in, Path out, StoredType floats, Hints hints)
      throws IOException {
    if (floats != StoredType.F32 && floats != StoredType.F16 && floats != StoredType.BF16) {
      throw new IllegalArgumentException(floats + ": must be F32, F16 or BF16");
    }
    if (Files.isDirectory(in)) {
      return new FolderConversion(in, floats).write(out);
    }
    if (!Files.isRegularFile(in)) {
      throw new NoSuchFileException(in.toString());
    }
    try (TensorSource source = TensorFiles.open(in)) {
      ForeignModel model = ForeignFile.read(source, hints.with(in, source));
      ForeignFile.check(source, model);
      boolean words = model.components().stream().anyMatch(c -> c.name().equals("text_encoder"));
      if (words && hints.tokenizer() != null) {
        model = model.withTokenizer(hints.tokenizer());
      }
      model.write(out, floats);
      return lines(model, words && hints.tokenizer() == null);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(in.toString(), e.getMessage(), e);
    }
  }

  private static List<String> lines(ForeignModel model, boolean wordless) {
    List<String> lines = new ArrayList<>();
    lines.add("from " + model.kind());
    for (Component component : model.components()) {
      lines.add(
          "%s: %s, %,d parameters"
              .formatted(component.name(), component.className(), component.tensors().count()));
    }
    if (wordless) {
      lines.add("no tokenizer: the file has none; add CLIP's vocab.json and merges.txt");
    }
    return lines;
  }
}
