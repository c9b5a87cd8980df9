package corgi.eval.sweep;

import corgi.engine.generation.Corgi;
import corgi.engine.generation.Setup;
import java.io.IOException;

/** Loads models, one at a time, and keeps the last: with it, the prompts that it has encoded. */
final class Engines implements AutoCloseable {
  private Setup named;
  private Corgi loaded;

  /**
   * Returns the model of a setup, which must not be used after another was asked for.
   *
   * @throws IOException if there is none, or it is damaged
   */
  Corgi of(Setup setup) throws IOException {
    if (!setup.equals(named)) {
      close();
      loaded = Corgi.load(setup);
      named = setup;
    }
    return loaded;
  }

  @Override
  public void close() {
    if (loaded != null) {
      loaded.close();
    }
    loaded = null;
    named = null;
  }
}
