package corgi.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.auto.service.AutoService;
import corgi.engine.data.Picture;
import corgi.engine.model.PictureTextEncoder;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The vectors of an encoder of pictures and texts, as features. */
public final class ClipFeatures implements TextAware {
  private static final int HASH_FROM = "sha256:".length();
  private static final int HASH_DIGITS = 8;

  private final PictureTextEncoder encoder;

  private ClipFeatures(PictureTextEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public String name() {
    return "%s@%s"
        .formatted(encoder.name(), encoder.hash().substring(HASH_FROM, HASH_FROM + HASH_DIGITS));
  }

  @Override
  public List<float[]> features(List<Picture> pictures) {
    Picture first = pictures.get(0);
    int each = first.values().length;
    float[] values = new float[pictures.size() * each];
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(pictures.get(i).values(), 0, values, i * each, each);
    }
    Shape shape = new Shape(pictures.size(), first.channels(), first.height(), first.width());
    return rows(pictures.size(), manager -> encoder.pictures(manager.create(values, shape)));
  }

  @Override
  public List<float[]> texts(List<String> texts) {
    return rows(texts.size(), manager -> encoder.texts(texts));
  }

  private static List<float[]> rows(int count, Function<NDManager, NDArray> formula) {
    float[][] all = new float[1][];
    try (NDManager manager = Tensors.manager()) {
      Tensors.inference(
          () -> {
            Tensors.scope(() -> all[0] = formula.apply(manager).toFloatArray());
            return null;
          });
    }
    int width = all[0].length / count;
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Arrays.copyOfRange(all[0], i * width, (i + 1) * width));
    }
    return rows;
  }

  @Override
  public void close() {
    encoder.close();
  }

  /** Recognises what any encoder on the class path does. */
  @AutoService(FeatureExtractor.Plugin.class)
  public static final class Plugin implements FeatureExtractor.Plugin {
    @Override
    public String summary() {
      return "a CLIP folder with config.json, model.safetensors, vocab.json and merges.txt";
    }

    @Override
    public boolean recognises(Path path) {
      return PictureTextEncoder.Plugin.find(path).isPresent();
    }

    @Override
    public FeatureExtractor open(Path path) throws IOException {
      return new ClipFeatures(PictureTextEncoder.Plugin.find(path).orElseThrow().open(path));
    }
  }
}
