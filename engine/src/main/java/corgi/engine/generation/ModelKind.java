package corgi.engine.generation;

import corgi.engine.checkpoint.AdmFile;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.PipelineFolder;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Whose a stored model is, which says how it is loaded and what suits it. */
enum ModelKind {
  /** Trained by Corgi: embedded, or a folder with {@code corgi.json}. */
  CORGI {
    @Override
    LoadedModel load(Setup setup) throws IOException {
      return CorgiModels.load(setup);
    }

    @Override
    Defaults defaults(String model, String classifier) throws IOException {
      return CorgiModels.defaults(CheckpointFolder.provenance(model));
    }
  },

  /** A file of guided-diffusion. */
  ADM {
    @Override
    LoadedModel load(Setup setup) throws IOException {
      return AdmModels.load(setup);
    }

    @Override
    Defaults defaults(String model, String classifier) throws IOException {
      return AdmModels.defaults(AdmFile.open(Path.of(model)).flags(), classifier != null);
    }
  },

  /** A folder of diffusers. */
  PIPELINE {
    @Override
    LoadedModel load(Setup setup) throws IOException {
      return PipelineModels.load(setup);
    }

    @Override
    Defaults defaults(String model, String classifier) throws IOException {
      return PipelineModels.defaults(PipelineFolder.open(Path.of(model)));
    }
  };

  /** Returns the kind of the model of that name or path; what is none counts as Corgi's. */
  static ModelKind of(String nameOrPath) {
    Path path;
    try {
      path = Path.of(nameOrPath);
    } catch (InvalidPathException e) {
      return CORGI; // then it is a name, or refused there
    }
    if (PipelineFolder.recognises(path)) {
      return PIPELINE;
    }
    return AdmFile.recognises(path) ? ADM : CORGI;
  }

  /** Loads what a setup names. */
  abstract LoadedModel load(Setup setup) throws IOException;

  /**
   * Returns what suits the model of that name or path.
   *
   * @param classifier what is named to steer it, or null
   */
  abstract Defaults defaults(String model, String classifier) throws IOException;
}
