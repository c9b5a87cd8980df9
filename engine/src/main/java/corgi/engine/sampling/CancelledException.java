package corgi.engine.sampling;

/** Thrown where a listener asked a run to stop. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Of work besides drawing. */
  public CancelledException(String message) {
    super(message);
  }

  CancelledException(int made, int count) {
    super("cancelled after %d of %d steps".formatted(made, count));
  }
}
