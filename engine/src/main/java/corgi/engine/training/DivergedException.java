package corgi.engine.training;

/**
 * A loss or a gradient that is not finite. It was found before anything moved: weights, averages
 * and moments are those of the last good step.
 */
public final class DivergedException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  private final long step;
  private final double loss;
  private final double gradientNorm;

  /**
   * @param step from 0
   * @param loss of the step
   * @param gradientNorm of the step, before clipping; NaN if the loss was not finite
   */
  public DivergedException(long step, double loss, double gradientNorm) {
    super(
        "step %d: loss %s, gradient norm %s: not finite; a smaller learning rate may help"
            .formatted(step, loss, gradientNorm));
    this.step = step;
    this.loss = loss;
    this.gradientNorm = gradientNorm;
  }

  /** The step, from 0, which changed nothing. */
  public long step() {
    return step;
  }

  /** The step's loss. */
  public double loss() {
    return loss;
  }

  /** The step's gradient norm; NaN if the loss was not finite. */
  public double gradientNorm() {
    return gradientNorm;
  }
}
