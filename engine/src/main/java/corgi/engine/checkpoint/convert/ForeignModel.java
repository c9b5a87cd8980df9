package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.ModelFolderWriter;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.SmallFile;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.model.StoredTextEncoderPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A model of another layout, as the parts of a diffusers folder.
 *
 * @param kind what it was, for people
 * @param pipeline diffusers' class of the whole
 * @param components the networks
 * @param scheduler its {@code scheduler_config.json}
 * @param tokenizer files to copy beside the text encoder
 */
public record ForeignModel(
    String kind,
    String pipeline,
    List<Component> components,
    ObjectNode scheduler,
    List<Path> tokenizer) {
  public ForeignModel {
    components = List.copyOf(components);
    tokenizer = List.copyOf(tokenizer);
  }

  /** A model without the files of a tokenizer. */
  ForeignModel(String kind, String pipeline, List<Component> components, ObjectNode scheduler) {
    this(kind, pipeline, components, scheduler, List.of());
  }

  /** Returns this with the files of a CLIP tokenizer, which a single file does not hold. */
  ForeignModel withTokenizer(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("vocab.json", "merges.txt")) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new CheckpointException(
            folder.resolve(name).toString(), "is missing: a CLIP tokenizer has it");
      }
      files.add(folder.resolve(name));
    }
    for (String name : List.of("tokenizer_config.json", "special_tokens_map.json")) {
      if (Files.isRegularFile(folder.resolve(name))) {
        files.add(folder.resolve(name));
      }
    }
    return new ForeignModel(kind, pipeline, components, scheduler, files);
  }

  /**
   * Writes a diffusers folder, completely or not at all.
   *
   * @param folder which must not exist, or be empty
   * @param floats what the weights are stored as: F32, F16 or BF16
   */
  public void write(Path folder, StoredType floats) throws IOException {
    ModelFolderWriter.write(
        folder,
        Set.of(),
        out -> {
          for (Component component : components) {
            new SafetensorsWriter()
                .metadata("format", "pt")
                .addAll(component.tensors(), floats)
                .write(out.file(component.weightsFile()));
            out.json(component.name() + "/config.json", component.config());
            checkText(component, out.file(component.name() + "/config.json").getParent());
          }
          for (Path file : tokenizer) {
            out.bytes("tokenizer/" + file.getFileName(), SmallFile.read(file));
          }
          out.json("scheduler/scheduler_config.json", scheduler);
          out.json("model_index.json", index());
        });
  }

  /** A text encoder's network is in another module, which reads folders. */
  private static void checkText(Component component, Path folder) throws IOException {
    var plugin = StoredTextEncoderPlugin.find(component.className());
    String problems = plugin.isPresent() ? plugin.get().misfit(folder) : "";
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          component.tensors().source(),
          "does not fit its %s: %s".formatted(component.className(), problems));
    }
  }

  private ObjectNode index() {
    ObjectNode index = JsonNodeFactory.instance.objectNode().put("_class_name", pipeline);
    for (Component component : components) {
      index.putArray(component.name()).add(component.library()).add(component.className());
    }
    if (!tokenizer.isEmpty()) {
      index.putArray("tokenizer").add("transformers").add("CLIPTokenizer");
    }
    index.putArray("scheduler").add("diffusers").add(scheduler.path("_class_name").asText());
    return index;
  }
}
