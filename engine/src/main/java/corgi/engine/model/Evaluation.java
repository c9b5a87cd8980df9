package corgi.engine.model;

/** One question to the model. Equal evaluations are asked once, whoever asks. */
public record Evaluation(Side side, Weights weights, Perturbation perturbation) {
  /** The model with the prompt. */
  public static final Evaluation CONDITIONAL =
      new Evaluation(Side.PROMPT, Weights.MAIN, Perturbation.NONE);

  /** The model without it. */
  public static final Evaluation UNCONDITIONAL =
      new Evaluation(Side.NULL, Weights.MAIN, Perturbation.NONE);

  /** Returns the same question to the weaker model. */
  public Evaluation weak() {
    return new Evaluation(side, Weights.WEAK, perturbation);
  }

  /** Returns the same question to the perturbed network. */
  public Evaluation perturbed(Perturbation change) {
    return new Evaluation(side, weights, change);
  }
}
