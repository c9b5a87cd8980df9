package corgi.engine.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One recorded case, or one part of it where a case holds several ({@code cases[]}).
 *
 * @param manifest the manifest it stands in
 * @param json the case
 * @param part the part, or null for the whole
 */
public record GoldenCase(GoldenManifest manifest, JsonNode json, JsonNode part) {
  /** Returns its name, for messages only: what to do is in the configuration. */
  public String id() {
    String id = json.path("id").asText();
    return part == null ? id : id + "/" + key();
  }

  /** Returns the sort of computation. */
  public String kind() {
    return json.path("kind").asText();
  }

  /** Returns the group it is summed up under. */
  public String group() {
    return json.path("group").asText("others");
  }

  /** Returns what the part's tensors are named by. */
  public String key() {
    return part.path("key").asText();
  }

  /** Returns the configuration of the part, or of the case if it has no parts. */
  public JsonNode config() {
    return (part == null ? json : part).path("config");
  }

  /** Returns the parts. */
  public List<GoldenCase> parts() {
    List<GoldenCase> parts = new ArrayList<>();
    json.path("cases").forEach(node -> parts.add(new GoldenCase(manifest, json, node)));
    return parts;
  }

  /** Returns this with one value of the part, or of the case if it has no parts, set. */
  public GoldenCase with(String key, Object value) {
    ObjectNode changed = (part == null ? json : part).deepCopy();
    changed.set(key, new ObjectMapper().valueToTree(value));
    return part == null
        ? new GoldenCase(manifest, changed, null)
        : new GoldenCase(manifest, json, changed);
  }

  /** Returns the case of another kind that lists the same file, the one whose name ends so. */
  public GoldenCase sharing(String suffix, String kind) {
    String shared = path(suffix);
    return manifest
        .cases()
        .filter(other -> other.kind().equals(kind))
        .filter(other -> other.json().path("files").toString().contains('"' + shared + '"'))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("no case of kind %s has %s".formatted(kind, shared)));
  }

  /** Opens the file of the case whose name ends so. */
  public InputStream open(String suffix) throws IOException {
    return manifest.source().open(path(suffix));
  }

  /** Opens a file of the case's folder, which need not be listed. */
  public InputStream inFolder(String name) throws IOException {
    return manifest.source().open(json.path("folder").asText() + "/" + name);
  }

  /** Returns the first case of a kind that names this one's file, the one whose name ends so. */
  public GoldenCase usedBy(String kind, String key, String suffix) {
    String file = path(suffix);
    return manifest
        .cases()
        .filter(other -> other.kind().equals(kind))
        .filter(other -> other.json().path(key).asText().equals(file))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no case of kind %s has %s = %s".formatted(kind, key, file)));
  }

  /** Reads the safetensors file of the case whose name ends so. */
  public SafetensorsFile tensors(String suffix) throws IOException {
    try (InputStream in = open(suffix)) {
      return SafetensorsFile.read(in, path(suffix));
    }
  }

  /** Reads the first safetensors file of the case that holds no weights. */
  public SafetensorsFile tensors() throws IOException {
    for (JsonNode file : json.path("files")) {
      String name = file.asText();
      if (name.endsWith(".safetensors") && !name.matches(".*(weights|_model).safetensors")) {
        return tensors(name);
      }
    }
    throw new IllegalArgumentException(id() + " lists no file with recorded tensors");
  }

  /** Some cases list files by their path, others by their name in the case's folder. */
  private String path(String suffix) {
    for (JsonNode file : json.path("files")) {
      if (file.asText().endsWith(suffix)) {
        String inFolder = json.path("folder").asText() + "/" + file.asText();
        return manifest.json().path("files").has(inFolder) ? inFolder : file.asText();
      }
    }
    throw new IllegalArgumentException("%s lists no file …%s".formatted(id(), suffix));
  }

  /** Returns the tolerance of an output: its own, its part's, or the case's. */
  public Tolerance tolerance(String tensor) {
    JsonNode all = json.path("tolerance");
    if (part != null && part.has("tolerance")) {
      all = part.path("tolerance");
    }
    for (JsonNode own : List.of(all.path("by_tensor").path(tensor), all.path(tensor), all)) {
      if (own.has("atol") || own.has("rtol")) {
        return Tolerance.of(own);
      }
    }
    throw new IllegalArgumentException("%s has no tolerance for %s".formatted(id(), tensor));
  }

  @Override
  public String toString() {
    return id();
  }
}
