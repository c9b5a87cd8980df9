package corgi.engine.model;

/** One question to the model. Equal evaluations are asked once, whoever asks. */
public record Evaluation(Side side, Weights weights, Perturbation perturbation) {
  /** The model with the prompt. */
  public static final Evaluation CONDITIONAL = of(Side.PROMPT);

  /** The model without it, or with the negative prompt. */
  public static final Evaluation UNCONDITIONAL = of(Side.NULL);

  /** The model with no prompt at all, not even a negative one. */
  public static final Evaluation EMPTY = of(Side.EMPTY);

  /** Returns the question about a side to the model that draws. */
  public static Evaluation of(Side side) {
    return new Evaluation(side, Weights.MAIN, Perturbation.NONE);
  }

  /** Returns the same question to the weaker model. */
  public Evaluation weak() {
    return new Evaluation(side, Weights.WEAK, perturbation);
  }

  /** Returns the same question to the perturbed network. */
  public Evaluation perturbed(Perturbation change) {
    return new Evaluation(side, weights, change);
  }
}
