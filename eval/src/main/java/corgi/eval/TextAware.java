package corgi.eval;

import java.util.List;

/** A {@link FeatureExtractor} that puts texts into the space of its pictures' features. */
public interface TextAware extends FeatureExtractor {
  /** Returns a vector for each text, as long as features are. */
  List<float[]> texts(List<String> texts);
}
