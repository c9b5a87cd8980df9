package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * The model's answers to the evaluations a strategy asked for.
 *
 * @param byEvaluation what was asked, with the answer
 * @param model who answered: strategies that differentiate through the model, or that ask in
 *     several rounds, ask it again
 */
public record Answers(Map<Evaluation, Answer> byEvaluation, ConditionalModel model) {
  public Answers {
    byEvaluation = Map.copyOf(byEvaluation);
  }

  /** Returns the answer to {@code asked}. */
  public Answer get(Evaluation asked) {
    Answer answer = byEvaluation.get(asked);
    if (answer == null) {
      throw new IllegalArgumentException(
          "%s was not asked; asked were %s".formatted(asked, byEvaluation.keySet()));
    }
    return answer;
  }

  /** Returns x̂₀ of {@code asked}. */
  public NDArray clean(Evaluation asked) {
    return get(asked).clean();
  }

  /** Whether {@code evaluation} was asked. */
  public boolean has(Evaluation evaluation) {
    return byEvaluation.containsKey(evaluation);
  }

  /** Returns x̂₀ of the unconditional side, or null where it was not asked. */
  public NDArray unconditional() {
    Answer answer = byEvaluation.get(Evaluation.UNCONDITIONAL);
    return answer == null ? null : answer.clean();
  }

  /** Returns the learned variance, the conditional side's before the unconditional's, or null. */
  public NDArray logVariance() {
    Answer answer = byEvaluation.get(Evaluation.CONDITIONAL);
    if (answer == null) {
      answer = byEvaluation.get(Evaluation.UNCONDITIONAL);
    }
    return answer == null ? null : answer.logVariance();
  }
}
