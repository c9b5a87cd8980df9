package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointJson;
import corgi.engine.checkpoint.PipelineIndex;
import corgi.engine.checkpoint.SchedulerFile;
import corgi.engine.checkpoint.TensorFiles;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.model.StoredTextEncoderPlugin;
import corgi.engine.unet.UNetFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what the folder of a pipeline holds, or that of one of its networks. */
final class FolderInspection {
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
    boolean pipeline = PipelineIndex.isIn(folder);
    if (pipeline) {
      check(PipelineIndex.read(folder));
    }
    List<Path> folders = new ArrayList<>(List.of(folder));
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isDirectory).sorted().forEach(folders::add);
    }
    for (Path each : folders) {
      add(each);
    }
    if (parts.isEmpty()) {
      throw new CheckpointException(
          folder.toString(), "has no weights that diffusers or transformers would find");
    }
    return new ModelReport(folder.toString(), pipeline ? kind() : "component", parts, schedule);
  }

  private String kind() throws IOException {
    boolean own = Files.isRegularFile(folder.resolve("corgi.json"));
    return (own ? "model of Corgi, " : "diffusers folder, ")
        + PipelineIndex.read(folder).className();
  }

  /** What nobody here knows may be missing: filters of pictures are, often. */
  private void check(PipelineIndex index) throws IOException {
    for (String name : index.names()) {
      String type = index.find(name).orElseThrow().className();
      Optional<StoredTextEncoderPlugin> text = StoredTextEncoderPlugin.find(type);
      if (name.equals("scheduler")) {
        schedule = ModelReport.Schedule.of(SchedulerFile.read(index.part(name)).json());
      } else if (UNetFamily.isKnown(type) || type.equals("AutoencoderKL") || text.isPresent()) {
        index.config(name);
        TensorFiles.in(index.part(name).path());
      }
      if (text.isPresent()) {
        String tokenizer = name.replace("text_encoder", "tokenizer");
        text.get().checkTokenizer(index.part(tokenizer).path());
      }
    }
  }

  private void add(Path each) throws IOException {
    Path scheduler = SchedulerFile.in(each);
    if (schedule == null && Files.isRegularFile(scheduler)) {
      schedule = ModelReport.Schedule.of(SchedulerFile.read(scheduler).json());
    }
    Optional<Path> weights = TensorFiles.find(each);
    if (weights.isEmpty()) {
      return;
    }
    Path config = each.resolve("config.json");
    ObjectNode json =
        Files.isRegularFile(config)
            ? CheckpointJson.read(config)
            : JsonNodeFactory.instance.objectNode();
    try (TensorSource source = TensorFiles.open(weights.get())) {
      parts.add(
          ModelReport.part(
              String.valueOf(each.getFileName()),
              Architecture.className(json),
              source,
              Architecture.problems(each, json, source)));
    }
  }
}
