package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Nudge;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import java.util.List;

/**
 * Turns the model's answers at one noise level into one clean image: how a run is steered. γ is
 * everywhere the factor in ∇log p(x) + γ·∇log p(y|x).
 */
public interface Guidance {
  /** The evaluations wanted at this stage; all run in one batch per set of weights. */
  List<Evaluation> evaluations(Stage stage);

  /**
   * Returns the guided x̂₀.
   *
   * @param x the state, (N, C, H, W)
   * @param answers to exactly the evaluations asked, perhaps to others too
   */
  NDArray combine(NDArray x, Stage stage, Answers answers);

  /**
   * Returns what is done to where a step arrives; null for nothing, which is usual. Asked at the
   * first evaluation of a step, after {@link #combine}.
   */
  default Nudge nudge(NDArray x, Stage stage, Answers answers) {
    return null;
  }

  /** A copy with fresh memory for one run; strategies without memory are their own copy. */
  default Guidance begin(Grid grid) {
    return this;
  }

  /**
   * The guided model as a sampler sees it. Call it on what {@link #begin} returned. Not overridden:
   * what wraps or adds strategies sees only {@link #combine}, where {@link Answers#model} can be
   * asked again or differentiated through.
   */
  default Denoiser over(ConditionalModel model) {
    return (x, stage) -> {
      Answers answers = model.answer(x, stage, evaluations(stage));
      NDArray clean = combine(x, stage, answers);
      Nudge nudge = stage.first() ? nudge(x, stage, answers) : null;
      return new Denoised(clean, clean, answers.unconditional(), answers.logVariance(), nudge);
    };
  }
}
