package corgi.engine.checkpoint.convert;

import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointJson;
import corgi.engine.checkpoint.PipelineIndex;
import corgi.engine.checkpoint.SchedulerFile;
import corgi.engine.checkpoint.TensorFiles;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.model.StoredTextEncoderPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what the folder of a pipeline holds, or that of one of its networks. */
final class FolderInspection {
  private static final String CONFIG = "config.json";

  private final Path folder;
  private final List<ModelReport.Part> parts = new ArrayList<>();
  private ModelReport.Schedule schedule;

  FolderInspection(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns what there is.
   *
   * @throws CheckpointException if something is damaged, or what the index names is missing
   */
  ModelReport report() throws IOException {
    Map<String, String> types = new HashMap<>(); // by the name of the part
    String kind = "component";
    if (PipelineIndex.isIn(folder)) {
      PipelineIndex index = PipelineIndex.read(folder);
      for (String name : index.names()) {
        types.put(name, check(index, name));
      }
      boolean own = Files.isRegularFile(folder.resolve("corgi.json"));
      kind = (own ? "model of Corgi, " : "diffusers folder, ") + index.className();
    }
    List<Path> folders = new ArrayList<>(List.of(folder));
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isDirectory).sorted().forEach(folders::add);
    }
    for (Path each : folders) {
      add(each, types.get(String.valueOf(each.getFileName())));
    }
    if (parts.isEmpty()) {
      throw new CheckpointException(
          folder.toString(), "has no weights that diffusers or transformers would find");
    }
    return new ModelReport(folder.toString(), kind, parts, schedule);
  }

  /** Returns the class of a part. What nobody here knows may be missing: filters often are. */
  private String check(PipelineIndex index, String name) throws IOException {
    String type = index.find(name).orElseThrow().className();
    Optional<StoredTextEncoderPlugin> text = StoredTextEncoderPlugin.find(type);
    if (name.equals("scheduler")) {
      schedule = ModelReport.Schedule.of(SchedulerFile.read(index.part(name)).json());
    } else if (Architecture.isKnown(type) || text.isPresent()) {
      TensorFiles.in(index.part(name).path());
    }
    if (text.isPresent()) {
      String tokenizer = name.replace("text_encoder", "tokenizer");
      text.get().checkTokenizer(index.part(tokenizer).path(), index.part(name).path());
    } else if (Architecture.isKnown(type)
        || Files.isRegularFile(folder.resolve(name).resolve(CONFIG))) {
      index.config(name);
    }
    return type;
  }

  private void add(Path each, String named) throws IOException {
    Path scheduler = SchedulerFile.in(each);
    if (schedule == null && Files.isRegularFile(scheduler)) {
      schedule = ModelReport.Schedule.of(SchedulerFile.read(scheduler).json());
    }
    Optional<Path> weights = TensorFiles.find(each);
    if (weights.isEmpty()) {
      return;
    }
    String type = named == null ? type(each.resolve(CONFIG)) : named;
    try (TensorSource source = TensorFiles.open(weights.get())) {
      parts.add(
          ModelReport.part(
              String.valueOf(each.getFileName()),
              type,
              source,
              Architecture.problems(each, type, source)));
    }
  }

  private static String type(Path config) throws IOException {
    return Files.isRegularFile(config)
        ? Architecture.className(CheckpointJson.read(config))
        : "unknown";
  }
}
