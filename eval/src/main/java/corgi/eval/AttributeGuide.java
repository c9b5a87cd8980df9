package corgi.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.auto.service.AutoService;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.Sha256;
import corgi.engine.data.Datasets;
import corgi.engine.model.CleanClassifier;
import corgi.engine.model.CleanClassifierPlugin;
import corgi.engine.tensor.Precision;
import corgi.engine.unet.adm.LabelHeads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link AttributeTrainer} trains, as a classifier to be guided by. The one that guides must
 * not be the one that judges.
 */
public final class AttributeGuide implements CleanClassifier {
  private final Path folder;
  private final AttributeConfig config;
  private final AttributeNetwork network;
  private final LabelHeads heads;
  private final String hash;

  private AttributeGuide(Path folder, NDManager manager) throws IOException {
    this.folder = folder;
    config = AttributeFolder.config(folder);
    heads = new LabelHeads(config.vocabulary());
    byte[] weights = AttributeFolder.weights(folder);
    hash = Sha256.of(AttributeFolder.weightsFile(folder));
    network = new AttributeNetwork(config, Precision.FP32, manager);
    AttributeFolder.load(
        weights, AttributeFolder.weightsFile(folder).toString(), network.parameters());
  }

  @Override
  public Map<String, String> known(Map<String, String> labels) {
    heads.chosen(labels);
    return labels;
  }

  @Override
  public Optional<Map<String, String>> labels(String prompt) {
    return Datasets.labels(config.origin().data(), prompt)
        .or(() -> Optional.of(heads.in(prompt)).filter(labels -> !labels.isEmpty()));
  }

  @Override
  public NDArray log(NDArray clean, Map<String, String> labels) {
    float[] chosen = heads.chosen(labels);
    Map<String, LabelHeads.Span> spans = heads.spans();
    NDArray sum = null;
    for (var head : network.logits(network.features(sized(clean))).entrySet()) {
      int first = spans.get(head.getKey()).first();
      for (int i = first; i < spans.get(head.getKey()).end(); i++) {
        if (chosen[i] == 1) {
          NDArray log = head.getValue().logSoftmax(1).get(":, " + (i - first));
          sum = sum == null ? log : sum.add(log);
        }
      }
    }
    return sum;
  }

  /** Makes pictures as small as those it learned from, by averaging. */
  private NDArray sized(NDArray clean) {
    int side = config.image().resolution();
    long has = clean.getShape().get(2);
    if (clean.getShape().get(1) != config.image().channels() || has % side != 0) {
      throw new IllegalArgumentException(
          "%s: reads %d×%d pictures of %d channels and whole multiples, the model draws %s"
              .formatted(folder, side, side, config.image().channels(), clean.getShape().slice(1)));
    }
    long k = has / side;
    if (k == 1) {
      return clean;
    }
    long n = clean.getShape().get(0);
    long c = clean.getShape().get(1);
    return clean.reshape(n, c, side, k, side, k).mean(new int[] {5}).mean(new int[] {3});
  }

  @Override
  public String hash() {
    return hash;
  }

  /** Recognises a folder of {@link AttributeTrainer#save}. */
  @AutoService(CleanClassifierPlugin.class)
  public static final class Plugin implements CleanClassifierPlugin {
    @Override
    public boolean recognises(Path path) {
      return AttributeFolder.isOne(path);
    }

    @Override
    public CleanClassifier open(Path path, NDManager manager) throws IOException {
      try {
        return new AttributeGuide(path, manager);
      } catch (IllegalArgumentException e) {
        throw new CheckpointException(path.toString(), e.getMessage(), e);
      }
    }
  }
}
