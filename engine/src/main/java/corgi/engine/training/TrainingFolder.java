package corgi.engine.training;

import corgi.engine.checkpoint.AtomicFile;
import corgi.engine.checkpoint.FolderSwap;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * Where a training keeps its files: {@code model/}, a complete model folder of the averaged
 * weights; {@code checkpoints/}, all that is needed to go on; {@code log.jsonl} and {@code
 * validation.jsonl}. One training at a time: the folder is locked. What a killed one left
 * half-written is put in order first.
 */
final class TrainingFolder implements Closeable {
  private final Path folder;
  private final FileChannel lock;
  private final StateFiles states;

  TrainingFolder(Path folder) throws IOException {
    this.folder = folder;
    states = new StateFiles(folder);
    Files.createDirectories(folder);
    lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(lock)) {
      lock.close();
      throw new FileSystemException(
          folder.toString(), null, "another training is writing here; wait, or choose --out");
    }
    try {
      states.prepare();
      AtomicFile.deleteLeftovers(folder, Pattern.compile("(log|validation)\\.jsonl"));
      FolderSwap.recover(model());
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) { // held by this very process
      return false;
    }
  }

  Path model() {
    return folder.resolve("model");
  }

  StateFiles states() {
    return states;
  }

  Path log() {
    return folder.resolve("log.jsonl");
  }

  Path validation() {
    return folder.resolve("validation.jsonl");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
