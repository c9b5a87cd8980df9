package corgi.engine.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process holds in memory, native arrays included; on Linux. */
public final class ResidentMemory {
  private static final int PAGE = 4096; // bytes, on x86_64

  private ResidentMemory() {}

  /** Returns the resident set in mebibytes. */
  public static double mebibytes() {
    try {
      long pages = Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
      return pages * PAGE / (double) (1 << 20);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
