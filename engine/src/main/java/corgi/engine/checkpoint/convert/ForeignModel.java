package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.ModelFolderWriter;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A model of another layout, as the parts of a diffusers folder.
 *
 * @param kind what it was, for people
 * @param pipeline diffusers' class of the whole
 * @param components the networks
 * @param scheduler its {@code scheduler_config.json}
 */
public record ForeignModel(
    String kind, String pipeline, List<Component> components, ObjectNode scheduler) {
  public ForeignModel {
    components = List.copyOf(components);
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
          }
          out.json("scheduler/scheduler_config.json", scheduler);
          out.json("model_index.json", index());
        });
  }

  private ObjectNode index() {
    ObjectNode index = JsonNodeFactory.instance.objectNode().put("_class_name", pipeline);
    for (Component component : components) {
      index.putArray(component.name()).add(component.library()).add(component.className());
    }
    index.putArray("scheduler").add("diffusers").add(scheduler.path("_class_name").asText());
    return index;
  }
}
