package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a stored model: see {@link CheckpointFolder} for its files. */
public final class CheckpointWriter {
  /** A folder with anything else in it is never replaced. */
  private static final Set<String> OWN =
      Set.of(
          "unet",
          "scheduler",
          CheckpointFolder.INDEX,
          CheckpointFolder.UNET,
          CheckpointFolder.WEIGHTS,
          CheckpointFolder.SCHEDULER,
          CheckpointFolder.PROVENANCE,
          CheckpointFolder.CARD);

  private CheckpointWriter() {}

  /**
   * Writes a folder beside its place and moves it there. A checkpoint that was there is replaced;
   * if the process is killed, {@link CheckpointFolder#open} finds the old or the new one, complete.
   *
   * @param weights of the network, see {@link ParameterFile#writer}
   * @throws CheckpointException if the folder holds anything but a checkpoint
   */
  public static void write(Path folder, Checkpoint checkpoint, SafetensorsWriter weights)
      throws IOException {
    checkReplaceable(folder);
    Path writing = FolderSwap.begin(folder);
    try {
      Files.createDirectory(writing.resolve("unet"));
      Files.createDirectory(writing.resolve("scheduler"));
      weights.write(writing.resolve(CheckpointFolder.WEIGHTS));
      ObjectNode corgi = CheckpointJson.of(checkpoint.provenance());
      String hash = Sha256.of(new ModelFiles.Folder(writing), CheckpointFolder.WEIGHTS);
      corgi.put(CheckpointFolder.WEIGHTS_HASH, hash);
      json(writing.resolve(CheckpointFolder.PROVENANCE), corgi);
      json(writing.resolve(CheckpointFolder.UNET), checkpoint.unet().toJson());
      json(writing.resolve(CheckpointFolder.SCHEDULER), checkpoint.scheduler());
      json(writing.resolve(CheckpointFolder.INDEX), index(checkpoint));
      String card = ModelCard.of(checkpoint, weights.count());
      bytes(writing.resolve(CheckpointFolder.CARD), card.getBytes(StandardCharsets.UTF_8));
      FolderSwap.finish(folder);
    } finally {
      FolderSwap.abandon(folder);
    }
  }

  private static ObjectNode index(Checkpoint checkpoint) {
    ObjectNode index = CheckpointJson.object().put("_class_name", "DiffusionPipeline");
    index.putArray("unet").add("diffusers").add("UNet2DConditionModel");
    String scheduler = checkpoint.scheduler().path("_class_name").asText();
    index.putArray("scheduler").add("diffusers").add(scheduler);
    return index;
  }

  private static void checkReplaceable(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CheckpointException(folder.toString(), "is a file: expected a folder");
    }
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.filter(p -> !p.equals(folder))::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (!OWN.contains(name)) {
          throw new CheckpointException(
              folder.toString(),
              "holds %s, which is no part of a checkpoint: choose another folder"
                  .formatted(CheckpointException.quote(name)));
        }
      }
    }
  }

  private static void json(Path file, ObjectNode json) throws IOException {
    bytes(file, CheckpointJson.bytes(json));
  }

  private static void bytes(Path file, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    AtomicFile.write(
        file,
        channel -> {
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }
}
