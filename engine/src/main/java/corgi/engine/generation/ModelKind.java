package corgi.engine.generation;

import java.io.IOException;

/** Whose a stored model is, which says how it is loaded and what suits it. */
enum ModelKind {
  /** Trained by Corgi: embedded, or a folder with {@code corgi.json}. */
  CORGI {
    @Override
    LoadedModel load(Setup setup) throws IOException {
      return CorgiModels.load(setup);
    }

    @Override
    Defaults defaults(String model) {
      return Defaults.CORGI;
    }
  };

  /** Returns the kind of the model of that name or path; what is none counts as Corgi's. */
  static ModelKind of(String nameOrPath) {
    return CORGI;
  }

  /** Loads what a setup names. */
  abstract LoadedModel load(Setup setup) throws IOException;

  /** Returns what suits the model of that name or path. */
  abstract Defaults defaults(String model) throws IOException;
}
