package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.CheckpointJson;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what a stored model is, without reading its weights. */
public final class ModelInspection {
  private static final String SCHEDULER = "scheduler_config.json";

  private ModelInspection() {}

  /**
   * Inspects a model of the class path, a folder of a pipeline or of one component, or a file.
   *
   * @param nameOrPath the name of an embedded model, or a path
   * @throws CheckpointException if it is damaged, or no model
   */
  public static ModelReport of(String nameOrPath, ModelConversion.Hints hints) throws IOException {
    if (CheckpointFolder.isEmbedded(nameOrPath)) {
      return embedded(nameOrPath);
    }
    Path path = Path.of(nameOrPath);
    if (Files.isDirectory(path)) {
      return folder(path);
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
          List.of(ModelReport.part("unet", config, weights)),
          ModelReport.Schedule.of(folder.checkpoint().scheduler()));
    }
  }

  private static ModelReport folder(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(folder));
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isDirectory).sorted().forEach(folders::add);
    }
    List<ModelReport.Part> parts = new ArrayList<>();
    ModelReport.Schedule schedule = null;
    for (Path each : folders) {
      if (Files.isRegularFile(each.resolve(SCHEDULER))) {
        schedule = ModelReport.Schedule.of(CheckpointJson.read(each.resolve(SCHEDULER)));
      }
      Optional<Path> weights = TensorFiles.weights(each);
      if (weights.isPresent()) {
        parts.add(component(each, weights.get()));
      }
    }
    if (parts.isEmpty()) {
      throw new CheckpointException(
          folder.toString(), "has no weights that diffusers or transformers would find");
    }
    return new ModelReport(folder.toString(), kind(folder), parts, schedule);
  }

  private static String kind(Path folder) throws IOException {
    Path index = folder.resolve("model_index.json");
    if (!Files.isRegularFile(index)) {
      return "component";
    }
    String pipeline = CheckpointJson.read(index).path("_class_name").asText("unknown");
    return Files.isRegularFile(folder.resolve("corgi.json"))
        ? "model of Corgi, " + pipeline
        : "diffusers folder, " + pipeline;
  }

  private static ModelReport.Part component(Path folder, Path weights) throws IOException {
    Path config = folder.resolve("config.json");
    JsonNode json =
        Files.isRegularFile(config)
            ? CheckpointJson.read(config)
            : JsonNodeFactory.instance.objectNode();
    try (TensorSource source = TensorFiles.open(weights)) {
      return ModelReport.part(String.valueOf(folder.getFileName()), json, source);
    }
  }

  /** A single file is described by its parts, where its architecture is known. */
  private static ModelReport file(Path path, TensorSource source, ModelConversion.Hints hints)
      throws IOException {
    boolean told = !AdmFile.isOne(source) || hints.flags() != null;
    if (told && (StableDiffusionFile.isOne(source) || AdmFile.isOne(source))) {
      var assumed =
          hints.prediction() == null
              ? new ModelConversion.Hints("epsilon", hints.flags(), null)
              : hints;
      ForeignModel model = ForeignFile.read(source, assumed);
      List<ModelReport.Part> parts = new ArrayList<>();
      for (Component component : model.components()) {
        parts.add(ModelReport.part(component.name(), component.config(), component.tensors()));
      }
      return new ModelReport(
          path.toString(), model.kind(), parts, ModelReport.Schedule.of(model.scheduler()));
    }
    String kind =
        AdmFile.isOne(source)
            ? "guided-diffusion, whose flags are not in its file"
            : "tensors of no known architecture";
    JsonNode none = JsonNodeFactory.instance.objectNode();
    return new ModelReport(
        path.toString(),
        kind,
        List.of(ModelReport.part(String.valueOf(path.getFileName()), none, source)),
        null);
  }
}
