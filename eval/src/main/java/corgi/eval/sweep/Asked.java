package corgi.eval.sweep;

import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import java.io.IOException;
import java.util.List;

/**
 * What arguments of {@code gen} ask for.
 *
 * @param setup what draws
 * @param request what is drawn, with any seed
 */
public record Asked(Setup setup, Request request) {
  /** Reads arguments as {@code gen} does. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Returns what is asked for.
     *
     * @throws IllegalArgumentException if it names something unknown or out of range
     * @throws IOException if a file it names cannot be read
     */
    Asked read(List<String> arguments) throws IOException;
  }
}
