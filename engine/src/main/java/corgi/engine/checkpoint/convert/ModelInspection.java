package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.AdmFile;
import corgi.engine.checkpoint.AdmFlags;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.TensorFiles;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a stored model is, without reading its weights. */
public final class ModelInspection {
  private ModelInspection() {}

  /**
   * Inspects a model of the class path, a folder of a pipeline or of one component, or a file.
   *
   * @param nameOrPath the name of an embedded model, or a path
   * @throws CheckpointException if it is damaged or incomplete, or no model
   */
  public static ModelReport of(String nameOrPath, ModelConversion.Hints hints) throws IOException {
    if (CheckpointFolder.isEmbedded(nameOrPath)) {
      return embedded(nameOrPath);
    }
    Path path = Path.of(nameOrPath);
    if (Files.isDirectory(path)) {
      return new FolderInspection(path).report();
    }
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(nameOrPath);
    }
    try (TensorSource source = TensorFiles.open(path)) {
      return file(path, source, hints);
    }
  }

  private static ModelReport embedded(String name) throws IOException {
    CheckpointFolder folder = CheckpointFolder.embedded(name);
    try (TensorSource weights = folder.weights()) {
      ObjectNode config = folder.checkpoint().unet().toJson();
      return new ModelReport(
          folder.toString(),
          "embedded model of Corgi",
          List.of(
              ModelReport.part(
                  "unet",
                  Architecture.className(config),
                  weights,
                  Architecture.problems(config, weights))),
          ModelReport.Schedule.of(folder.checkpoint().scheduler()));
    }
  }

  /** A single file is described by its parts, where its architecture is known. */
  private static ModelReport file(Path path, TensorSource source, ModelConversion.Hints hints)
      throws IOException {
    if (AdmFile.isNetwork(source)) {
      return guidedDiffusion(path, source, hints.with(path, source).flags());
    }
    if (!StableDiffusionFile.isOne(source)) {
      return unknown(path, source, "tensors of no known architecture");
    }
    String prediction = hints.prediction() == null ? "epsilon" : hints.prediction();
    ForeignModel model = StableDiffusionFile.read(source, prediction);
    List<ModelReport.Part> parts = new ArrayList<>();
    for (Component part : model.components()) {
      parts.add(
          ModelReport.part(
              part.name(),
              part.className(),
              part.tensors(),
              Architecture.problems(part.config(), part.tensors())));
    }
    return new ModelReport(
        path.toString(), model.kind(), parts, ModelReport.Schedule.of(model.scheduler()));
  }

  private static ModelReport guidedDiffusion(Path path, TensorSource source, AdmFlags flags)
      throws CheckpointException {
    if (flags == null) {
      return unknown(path, source, "guided-diffusion, whose flags are not in its file");
    }
    boolean classifier = AdmFile.isClassifier(source);
    String problems =
        classifier
            ? Architecture.classifierProblems(flags, source)
            : Architecture.unetProblems(flags, source);
    String type = classifier ? "EncoderUNetModel" : "UNetModel";
    try {
      return new ModelReport(
          path.toString(),
          "guided-diffusion, " + (classifier ? "a classifier" : "a model"),
          List.of(ModelReport.part(name(path), type, source, Optional.of(problems))),
          ModelReport.Schedule.of(flags.scheduler().json()));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException("the flags of " + path, e.getMessage(), e);
    }
  }

  private static ModelReport unknown(Path path, TensorSource source, String kind) {
    var part = ModelReport.part(name(path), "unknown", source, Optional.empty());
    return new ModelReport(path.toString(), kind, List.of(part), null);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
