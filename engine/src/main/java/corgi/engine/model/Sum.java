package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import corgi.engine.sampling.Nudge;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Several strategies at once: the unconditional answer plus each strategy's shift away from it,
 *
 * <pre>  x̂₀ = u + Σᵢ (gᵢ − u).</pre>
 *
 * Scores add where the conditions are independent (Liu et al. 2022, 2206.01714).
 *
 * @param terms at least one
 */
public record Sum(List<Guidance> terms) implements Guidance {
  public Sum {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a sum of no strategies: name at least one");
    }
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return Stream.concat(
            terms.stream().flatMap(term -> term.evaluations(stage).stream()),
            Stream.of(Evaluation.UNCONDITIONAL))
        .distinct()
        .toList();
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    NDArray unconditional = answers.clean(Evaluation.UNCONDITIONAL);
    NDArray total = unconditional;
    for (Guidance term : terms) {
      total = total.add(term.combine(x, stage, answers).sub(unconditional));
    }
    return total;
  }

  @Override
  public Nudge nudge(NDArray x, Stage stage, Answers answers) {
    return terms.stream()
        .map(term -> term.nudge(x, stage, answers))
        .filter(Objects::nonNull)
        .reduce(Nudge::plus)
        .orElse(null);
  }

  @Override
  public Guidance begin(Grid grid) {
    return new Sum(terms.stream().map(term -> term.begin(grid)).toList());
  }
}
