package corgi.eval;

import java.nio.file.Path;
import java.util.List;

/**
 * What pictures are scored by.
 *
 * @param evaluator a classifier's folder, or the name of one that comes with Corgi; "" for {@link
 *     #EVALUATOR}
 * @param features a TorchScript file or a CLIP folder whose features pictures are compared by; null
 *     for those of the evaluator
 * @param reference real pictures to compare with, or null for none
 * @param metrics names of metrics; empty for all that can be answered
 * @param bootstrap how intervals are made
 */
public record ScoringOptions(
    String evaluator,
    Path features,
    ReferenceOptions reference,
    List<String> metrics,
    Bootstrap bootstrap) {
  /** The classifier that comes with Corgi for evaluation alone. */
  public static final String EVALUATOR = "portraits-judge-32";

  public ScoringOptions {
    metrics = List.copyOf(metrics);
    evaluator = evaluator.isEmpty() ? EVALUATOR : evaluator;
  }

  /** All metrics by the evaluator that comes with Corgi, against real pictures. */
  public static ScoringOptions against(ReferenceOptions reference) {
    return new ScoringOptions("", null, reference, List.of(), Bootstrap.USUAL);
  }
}
