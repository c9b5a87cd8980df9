package corgi.engine.sampling;

/**
 * What a sampler is, for people who choose one; with its settings as preset.
 *
 * @param paper where it is published: authors, year, arXiv id, place
 * @param order the largest order of its steps, by which power of the step the error of many falls
 *     along the probability flow; 0 for samplers that do not follow it
 * @param evaluations how often a step asks the model, once a run is on its way
 */
public record Method(String paper, int order, int evaluations) {
  public Method {
    if (paper.isBlank() || order < 0 || evaluations < 1) {
      throw new IllegalArgumentException(
          "method of '%s', order %d, %d evaluations: needs a paper, order ≥ 0 and evaluations ≥ 1"
              .formatted(paper, order, evaluations));
    }
  }
}
