package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.List;

/**
 * How near a picture is to its prompt in a space that both share: the mean cosine of their vectors.
 * Radford et al. 2021, 2103.00020, section 2.3; as a score of captions Hessel et al. 2021,
 * 2104.08718, who report 2.5 times as much. Only with features that know texts, such as CLIP's.
 */
@AutoService(Metric.class)
public final class PromptSimilarity implements Metric {
  /** The name of the number of one picture. */
  static final String NAME = "similarity";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "cosine of picture and prompt in features that know texts, −1 to 1; good is high";
  }

  @Override
  public List<Measurement> of(Evidence evidence) {
    String full =
        evidence.features() == null ? NAME : NAME + "[" + evidence.features().name() + "]";
    return evidence.mean(full, shown -> shown.numbers().getOrDefault(NAME, Double.NaN));
  }
}
