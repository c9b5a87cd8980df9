package corgi.engine.sampling.diffusers;

/** Thrown where a configuration is valid in diffusers but asks for what the engine does not do. */
public final class UnsupportedSchedulerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnsupportedSchedulerException(String message) {
    super(message);
  }
}
