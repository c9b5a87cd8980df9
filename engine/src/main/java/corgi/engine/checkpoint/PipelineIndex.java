package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The {@code model_index.json} of a pipeline that diffusers stored: the class of the whole, and the
 * library and class of every part, which has a folder of its name.
 */
public final class PipelineIndex {
  /** The name of the file. */
  public static final String FILE = "model_index.json";

  /** A name alone cannot lead out of the folder. */
  private static final Pattern NAME = Pattern.compile("\\w+");

  private static final String CLASS = "_class_name";

  private final ModelFiles.Folder files;
  private final ObjectNode json;

  private PipelineIndex(Path folder) throws IOException {
    files = new ModelFiles.Folder(folder);
    json = CheckpointJson.read(files, FILE);
    if (!json.path(CLASS).isTextual()) {
      throw new CheckpointException(
          files.source(FILE),
          "_class_name = %s: must name a pipeline, such as StableDiffusionPipeline"
              .formatted(json.get(CLASS)));
    }
  }

  /** A part of a pipeline: its name, its class and its folder. */
  public record Part(String name, String className, Path path) {}

  /** Whether a folder has one. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /**
   * Reads the index of a folder.
   *
   * @throws CheckpointException if it is missing or damaged
   */
  public static PipelineIndex read(Path folder) throws IOException {
    return new PipelineIndex(folder);
  }

  /** Returns the class of the pipeline. */
  public String className() {
    return json.path(CLASS).asText();
  }

  /**
   * Returns the names of the parts that it has; other keys are settings, unless they have a folder.
   *
   * @throws CheckpointException if the index says of such a folder something else than its class
   */
  public Set<String> names() throws CheckpointException {
    Set<String> names = new TreeSet<>();
    for (var entry : json.properties()) {
      String name = entry.getKey();
      boolean named = entry.getValue().size() == 2 && entry.getValue().path(1).isTextual();
      boolean folder =
          NAME.matcher(name).matches() && Files.isDirectory(files.path().resolve(name));
      if ((named || folder) && find(name).isPresent()) {
        names.add(name);
      }
    }
    return names;
  }

  /**
   * Returns a part, if the pipeline has one.
   *
   * @throws CheckpointException if the index says something else of it than its class
   */
  public Optional<Part> find(String name) throws CheckpointException {
    if (!NAME.matcher(name).matches()) { // it is a folder's, too
      throw new CheckpointException(
          files.source(FILE), "part %s: must be a word".formatted(quote(name)));
    }
    JsonNode entry = json.path(name);
    if (entry.isMissingNode() || entry.isNull() || (entry.isArray() && entry.path(1).isNull())) {
      return Optional.empty();
    }
    if (!entry.isArray() || entry.size() != 2 || !entry.get(1).isTextual()) {
      throw new CheckpointException(
          files.source(FILE),
          "%s = %s: must be a library and a class".formatted(quote(name), entry));
    }
    return Optional.of(new Part(name, entry.get(1).asText(), files.path().resolve(name)));
  }

  /**
   * Returns a part that the pipeline cannot do without.
   *
   * @throws CheckpointException if it is not named, or its folder is missing
   */
  public Part part(String name) throws CheckpointException {
    Optional<Part> part = find(name);
    if (part.isEmpty()) {
      throw new CheckpointException(
          files.source(FILE),
          "names no part %s, which a %s has".formatted(quote(name), className()));
    }
    if (!Files.isDirectory(part.get().path())) {
      throw new CheckpointException(
          part.get().path().toString(),
          "is missing from the model folder, though model_index.json names it");
    }
    return part.get();
  }

  /**
   * Returns the configuration of a part, which must be one of its class.
   *
   * @throws CheckpointException if it is missing, damaged or of another class
   */
  public ObjectNode config(String name) throws IOException {
    Part part = part(name);
    String file = name + "/config.json";
    ObjectNode config = CheckpointJson.read(files, file);
    JsonNode own = config.path(CLASS);
    if (!own.isMissingNode() && !own.asText().equals(part.className())) {
      throw new CheckpointException(
          files.source(file),
          "_class_name = %s: model_index.json says %s"
              .formatted(
                  quote(own.isTextual() ? own.asText() : own.toString()), quote(part.className())));
    }
    return config;
  }

  @Override
  public String toString() {
    return files.source(FILE);
  }
}
