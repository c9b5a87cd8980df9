package corgi.engine.training;

/** The numbers of a training are no longer finite; the message says what still stands. */
public final class DivergedException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  DivergedException(String message, ArithmeticException cause) {
    super(message);
    initCause(cause);
  }
}
