package corgi.eval;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Features of another classifier than the one that judges: a folder of {@link AttributeTrainer}.
 */
@AutoService(FeatureExtractor.Plugin.class)
public final class AttributeFeatures implements FeatureExtractor.Plugin {
  @Override
  public String summary() {
    return "a folder of 'corgi train-evaluator'";
  }

  @Override
  public boolean recognises(Path path) {
    return AttributeFolder.isOne(path) && AttributeFolder.hasHeads(path);
  }

  @Override
  public FeatureExtractor open(Path path) throws IOException {
    return AttributeClassifier.load(path);
  }
}
