package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.Sha256;
import corgi.engine.checkpoint.TensorFiles;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.model.PictureTextEncoder;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Script;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole CLIP as transformers store it: {@code CLIPModel}, with its tokenizer in the same folder.
 * Pictures are made as large as it reads by a bicubic filter that does not fold detail over, and
 * normalised as {@code preprocessor_config.json} says, or else as CLIP was trained. Radford et al.
 * 2021, 2103.00020.
 */
public final class ClipFolder implements PictureTextEncoder {
  private static final String CONFIG = "config.json";
  private static final String PREPROCESSOR = "preprocessor_config.json";
  private static final double[] MEAN = {0.48145466, 0.4578275, 0.40821073};
  private static final double[] DEVIATION = {0.26862954, 0.26130258, 0.27577711};

  private final NDManager manager = Tensors.manager();
  private final ClipTextEncoder texts;
  private final ClipVisionConfig config;
  private final ClipVision vision;
  private final Script resize;
  private final NDArray mean;
  private final NDArray deviation;
  private final String hash;

  private ClipFolder(Path folder) throws IOException {
    TextFiles files = TextFiles.of(folder);
    texts = ClipTextEncoder.read(files, files);
    try (TensorSource weights = files.weights()) {
      config = config(files);
      vision = new ClipVision(config, TensorOps.of(Precision.FP32), manager);
      ParameterFile.load(weights, vision.parameters(), ClipVision::parameterName);
      hash = Sha256.of(TensorFiles.in(folder));
      ObjectNode prepared = JsonFile.find(files, PREPROCESSOR).orElse(null);
      mean = numbers(prepared, "image_mean", MEAN);
      deviation = numbers(prepared, "image_std", DEVIATION);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    resize =
        new Script(
            "x: Tensor",
            "Tensor",
            "return torch.clamp(torch._upsample_bicubic2d_aa(x, [%1$d, %1$d], False, None, None), 0., 1.)"
                .formatted(config.image()));
  }

  private static ClipVisionConfig config(TextFiles files) throws IOException {
    try {
      return ClipVisionConfig.of(JsonFile.read(files, CONFIG));
    } catch (IllegalArgumentException e) {
      throw new IOException(files.source(CONFIG) + ": " + e.getMessage(), e);
    }
  }

  /** Returns three numbers of the preprocessor, (1, 3, 1, 1). */
  private NDArray numbers(JsonNode json, String key, double[] preset) throws IOException {
    float[] numbers = new float[preset.length];
    for (int c = 0; c < numbers.length; c++) {
      JsonNode said = json == null ? null : json.path(key).path(c);
      boolean there = said != null && said.isNumber();
      numbers[c] = (float) (there ? said.doubleValue() : preset[c]);
      if (!Float.isFinite(numbers[c]) || key.endsWith("std") && numbers[c] <= 0) {
        throw new IOException(
            "%s: %s holds %s: must be finite, and a deviation above 0"
                .formatted(PREPROCESSOR, key, numbers[c]));
      }
    }
    return manager.create(numbers, new Shape(1, numbers.length, 1, 1)).duplicate();
  }

  /**
   * Opens a folder.
   *
   * @throws IOException if a file is missing or damaged, or asks for what is not known
   */
  public static ClipFolder open(Path folder) throws IOException {
    return new ClipFolder(folder);
  }

  @Override
  public String name() {
    EncoderSizes sizes = config.sizes();
    return "clip-%dx%d-%d".formatted(sizes.blocks(), sizes.state(), config.image());
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public NDArray pictures(NDArray pictures) {
    return Tensors.scoped(
        () -> {
          NDArray x = square(pictures).add(1).mul(.5); // nothing is recorded here
          return vision.forward(resize.call(x).sub(mean).div(deviation));
        });
  }

  /** The largest square in the middle. */
  private static NDArray square(NDArray x) {
    long height = x.getShape().get(2);
    long width = x.getShape().get(3);
    long side = Math.min(height, width);
    long top = (height - side) / 2;
    long left = (width - side) / 2;
    return x.get(":, :, %d:%d, %d:%d".formatted(top, top + side, left, left + side));
  }

  @Override
  public NDArray texts(List<String> prompts) {
    return Tensors.scoped(() -> texts.states(prompts).projected());
  }

  @Override
  public void close() {
    texts.close();
    manager.close();
  }

  /** Recognises a folder by its configuration. */
  @AutoService(PictureTextEncoder.Plugin.class)
  public static final class Plugin implements PictureTextEncoder.Plugin {
    @Override
    public boolean recognises(Path folder) {
      if (!Files.isRegularFile(folder.resolve(CONFIG))) {
        return false;
      }
      try {
        JsonNode json = JsonFile.read(TextFiles.of(folder), CONFIG);
        return json.path("vision_config").isObject() && json.path("text_config").isObject();
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public PictureTextEncoder open(Path folder) throws IOException {
      return ClipFolder.open(folder);
    }
  }
}
