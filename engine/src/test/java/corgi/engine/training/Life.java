package corgi.engine.training;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One process of {@link KilledTraining}, from its start to its death. */
final class Life implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 1800;

  private final Path out;
  private final Process process;

  /** Where a kill struck, by what it left behind. */
  enum Struck {
    /** A checkpoint was being written. */
    CHECKPOINT,
    /** The model folder was being written. */
    MODEL,
    /** The old model folder was aside, or was being deleted. */
    SWAP,
    /** Nothing was being written. */
    ELSEWHERE
  }

  /**
   * Starts a training in {@code out}, whose standard error goes into a file beside it.
   *
   * @param steps in all
   */
  Life(Path out, long steps) throws IOException {
    this(out, command(out, steps));
  }

  /** The same, with files that the system lets grow to so many kilobytes and no further. */
  static Life writingAtMost(int kilobytes, Path out, long steps) throws IOException {
    List<String> limited = new ArrayList<>(List.of("bash", "-c"));
    limited.add("ulimit -f %d; exec \"$0\" \"$@\"".formatted(kilobytes));
    limited.addAll(command(out, steps));
    return new Life(out, limited);
  }

  private static List<String> command(Path out, long steps) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Dai.djl.offline=true",
        "-cp",
        System.getProperty("java.class.path"),
        KilledTraining.class.getName(),
        out.toString(),
        Long.toString(steps));
  }

  private Life(Path out, List<String> command) throws IOException {
    this.out = out;
    KilledTraining.prepare(out);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(said(out).toFile()));
    process = builder.start();
  }

  static Path said(Path out) {
    return out.resolveSibling(out.getFileName() + ".said");
  }

  /** Waits until it ends by itself; returns its exit code. */
  int end() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still training after " + PATIENCE_SECONDS + " s");
    }
    return process.exitValue();
  }

  /** Waits until {@code event} happens; false if the process ended before. */
  boolean await(BooleanSupplier event) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!event.getAsBoolean()) {
      if (!process.isAlive()) {
        return false;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nothing happened for " + PATIENCE_SECONDS + " s");
      }
      LockSupport.parkNanos(200_000); // a write takes longer, and the process wants the core
    }
    return true;
  }

  /** Kills it at once, as kill -9 does. */
  Struck kill() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    if (writesCheckpoint()) {
      return Struck.CHECKPOINT;
    }
    if (swapsModel()) {
      return Struck.SWAP;
    }
    return writesModel() ? Struck.MODEL : Struck.ELSEWHERE;
  }

  /** Whether a checkpoint is there under its temporary name. */
  boolean writesCheckpoint() {
    return names("checkpoints").stream().anyMatch(name -> name.endsWith(".tmp"));
  }

  boolean writesModel() {
    return Files.exists(out.resolve(".model.writing"));
  }

  boolean swapsModel() {
    return Files.exists(out.resolve(".model.previous"));
  }

  /** The names of the checkpoints that are whole. */
  List<String> checkpoints() {
    return names("checkpoints").stream().filter(name -> name.startsWith("step-")).sorted().toList();
  }

  private List<String> names(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(out.resolve(folder))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return names; // not there yet
    }
    return names;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
