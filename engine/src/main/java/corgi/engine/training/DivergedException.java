package corgi.engine.training;

/** The numbers of a training are no longer finite; the message says what still stands. */
public final class DivergedException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  /**
   * A step that was not made: weights, moments and averages are those of the step before.
   *
   * @param step its number, from 0
   * @param loss of the step
   * @param gradientNorm before clipping; NaN if the loss was not finite
   */
  public DivergedException(long step, double loss, double gradientNorm) {
    super("step %d: loss %s, gradient norm %s".formatted(step, loss, gradientNorm));
  }

  DivergedException(String message, ArithmeticException cause) {
    super(message);
    initCause(cause);
  }
}
