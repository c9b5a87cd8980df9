package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tensors spread over several files, as an index beside them says: {@code *.safetensors.index.json}
 * or {@code *.bin.index.json}, whose {@code weight_map} names the file of each tensor (Hugging
 * Face's layout of sharded checkpoints).
 */
public final class ShardedTensors implements TensorSource {
  private static final int MOST_SHARDS = 1000;

  private final String source;
  private final Map<String, TensorSource> byTensor = new LinkedHashMap<>();
  private final Map<String, TensorSource> shards = new LinkedHashMap<>();

  /** Opens one of the files. */
  @FunctionalInterface
  public interface Opener {
    /** Opens the file and checks what it says about itself. */
    TensorSource open(Path path) throws IOException;
  }

  private ShardedTensors(Path index, Opener opener) throws IOException {
    source = index.toString();
    try {
      for (var entry : weightMap(index).properties()) {
        place(index, opener, entry);
      }
      refuseUnlisted();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens the index and every file it names.
   *
   * @throws CheckpointException if a file is missing or damaged, lacks a tensor that the index
   *     promises, or has one that the index puts elsewhere or does not list
   */
  public static ShardedTensors open(Path index, Opener opener) throws IOException {
    return new ShardedTensors(index, opener);
  }

  private static ObjectNode weightMap(Path index) throws IOException {
    Path folder = index.toAbsolutePath().getParent();
    Path name = index.getFileName();
    if (folder == null || name == null || !Files.isRegularFile(index)) {
      throw new NoSuchFileException(index.toString());
    }
    ObjectNode json = CheckpointJson.read(new ModelFiles.Folder(folder), name.toString());
    if (json.get("weight_map") instanceof ObjectNode map && !map.isEmpty()) {
      return map;
    }
    throw new CheckpointException(
        index.toString(), "weight_map: expected an object that names the file of each tensor");
  }

  private void place(Path index, Opener opener, Map.Entry<String, JsonNode> entry)
      throws IOException {
    String tensor = entry.getKey();
    String file = entry.getValue().isTextual() ? entry.getValue().asText() : "";
    // A name alone: a path could lead out of the folder.
    if (file.isBlank() || file.matches("\\.+|.*[/\\\\:\\p{Cntrl}].*")) {
      throw new CheckpointException(
          source,
          "weight_map: %s is in %s: expected the name of a file beside the index"
              .formatted(quote(tensor), quote(entry.getValue().toString())));
    }
    TensorSource shard = shards.get(file);
    if (shard == null) {
      shard = open(index, file, opener);
      shards.put(file, shard);
    }
    if (!shard.has(tensor)) {
      throw new CheckpointException(
          source, "promises tensor %s in %s, which lacks it".formatted(quote(tensor), quote(file)));
    }
    byTensor.put(tensor, shard);
  }

  private TensorSource open(Path index, String file, Opener opener) throws IOException {
    if (shards.size() == MOST_SHARDS) {
      throw new CheckpointException(
          source, "weight_map names more than %d files".formatted(MOST_SHARDS));
    }
    Path path = index.resolveSibling(file);
    if (!Files.isRegularFile(path)) {
      throw new CheckpointException(
          source, "names the file %s, which is missing beside it".formatted(quote(file)));
    }
    return opener.open(path);
  }

  private void refuseUnlisted() throws CheckpointException {
    for (var shard : shards.entrySet()) {
      for (String tensor : shard.getValue().names()) {
        TensorSource listed = byTensor.get(tensor);
        if (listed == shard.getValue()) {
          continue;
        }
        throw new CheckpointException(
            source,
            listed == null
                ? "does not list tensor %s, which stands in %s"
                    .formatted(quote(tensor), quote(shard.getKey()))
                : "tensor %s stands in %s and again in %s"
                    .formatted(quote(tensor), listed.source(), quote(shard.getKey())));
      }
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(byTensor.keySet());
  }

  @Override
  public StoredTensor entry(String name) {
    return shard(name).entry(name);
  }

  @Override
  public void read(String name, ByteBuffer target) throws IOException {
    shard(name).read(name, target);
  }

  private TensorSource shard(String name) {
    TensorSource shard = byTensor.get(name);
    if (shard == null) {
      throw new IllegalArgumentException(
          "%s: no tensor %s among %d".formatted(source, quote(name), byTensor.size()));
    }
    return shard;
  }

  @Override
  public void close() throws IOException {
    for (TensorSource shard : shards.values()) {
      shard.close();
    }
  }

  @Override
  public String toString() {
    return "%s (%d tensors in %d files)".formatted(source, byTensor.size(), shards.size());
  }
}
