package corgi.eval.sweep;

import corgi.engine.checkpoint.AtomicFile;
import corgi.engine.checkpoint.SmallFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a sweep keeps its files: {@code pictures/ADDRESS/SEED.png}, {@code cells/ADDRESS.json} for
 * every cell that is whole, and what is said of them all. One sweep at a time: the folder is
 * locked.
 */
final class SweepFolder implements Closeable {
  private static final String MARK = "sweep.json";
  private static final Pattern PICTURE = Pattern.compile("-?\\d+\\.png");
  private static final Pattern RECORD = Pattern.compile("[0-9a-f]+\\.json");

  private final Path folder;
  private final FileChannel lock; // null where nothing is written

  private SweepFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens a folder for looking at what is there.
   *
   * @throws IOException if it is not the folder of a sweep
   */
  static SweepFolder look(Path folder) throws IOException {
    checkKind(folder);
    return new SweepFolder(folder, null);
  }

  /**
   * Opens a folder for writing, or makes one.
   *
   * @throws IOException if it is not the folder of a sweep, or another sweep is writing there
   */
  static SweepFolder open(Path folder) throws IOException {
    checkKind(folder);
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!locked(lock)) {
        throw new FileSystemException(
            folder.toString(), null, "another sweep is writing here; wait, or choose another -o");
      }
      SweepFolder opened = new SweepFolder(folder, lock);
      opened.tidy();
      return opened;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void checkKind(Path folder) throws IOException {
    if (Files.notExists(folder) || Files.exists(folder.resolve(MARK))) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(folder.toString(), null, "is no folder; choose another -o");
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(file -> !file.getFileName().toString().equals("lock"))) {
        throw new FileSystemException(
            folder.toString(), null, "is not the folder of a sweep, nor empty; choose another -o");
      }
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) { // held by this very process
      return false;
    }
  }

  /** Takes away what killed sweeps left half-written. */
  private void tidy() throws IOException {
    AtomicFile.deleteLeftovers(folder, Pattern.compile("[a-z]+\\.(json|csv|html)"));
    if (Files.isDirectory(folder.resolve("cells"))) {
      AtomicFile.deleteLeftovers(folder.resolve("cells"), RECORD);
    }
    for (String address : addresses()) {
      AtomicFile.deleteLeftovers(pictures(address), PICTURE);
    }
  }

  /**
   * Marks the folder as this sweep's.
   *
   * @param planned the addresses of its cells
   * @throws IOException if it has pictures, and none of these cells: then it is another sweep's
   */
  void claim(Collection<String> planned, String mark) throws IOException {
    List<String> there = addresses();
    if (!there.isEmpty() && planned.stream().noneMatch(there::contains)) {
      throw new FileSystemException(
          folder.toString(),
          null,
          "holds another sweep, which has no cell in common with this; choose another -o");
    }
    write(MARK, mark);
    Files.createDirectories(folder.resolve("cells"));
  }

  private List<String> addresses() throws IOException {
    List<String> addresses = new ArrayList<>();
    Path pictures = folder.resolve("pictures");
    if (Files.isDirectory(pictures)) {
      try (Stream<Path> folders = Files.list(pictures)) {
        folders
            .filter(Files::isDirectory)
            .forEach(path -> addresses.add(path.getFileName().toString()));
      }
    }
    return addresses;
  }

  /** Whether a picture is there; those that are, are whole. */
  boolean has(String address, long seed) {
    return Files.isRegularFile(picture(address, seed));
  }

  /** Where a picture is, or would be. */
  Path picture(String address, long seed) {
    return pictures(address).resolve(seed + ".png");
  }

  /** Where the pictures of a cell are, or would be. */
  Path pictures(String address) {
    return folder.resolve("pictures").resolve(address);
  }

  /** Returns what is written down of a cell. */
  CellRecord record(String address) throws IOException {
    Path file = cell(address);
    return Files.exists(file) ? CellRecord.of(SmallFile.read(file)) : CellRecord.NONE;
  }

  private Path cell(String address) {
    return folder.resolve("cells").resolve(address + ".json");
  }

  /** Writes a picture. */
  void save(String address, long seed, byte[] png) throws IOException {
    Files.createDirectories(pictures(address));
    write(picture(address, seed), png);
  }

  /** Writes down a cell that is whole. */
  void save(String address, CellRecord record, String recipe) throws IOException {
    write(cell(address), record.toJson(recipe));
  }

  /** Writes a file about all cells. */
  void write(String name, String text) throws IOException {
    write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a file about all cells. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Full disks are told from all other trouble by their message alone. */
  private static void write(Path file, byte[] bytes) throws IOException {
    try {
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw new IOException(
          "%s: %s; what is finished is kept, and the same command goes on"
              .formatted(file, reason(e)),
          e);
    }
  }

  private static String reason(IOException failure) {
    return failure instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : String.valueOf(failure.getMessage());
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
