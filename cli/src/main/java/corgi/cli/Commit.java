package corgi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Which sources this was built from. */
final class Commit {
  private Commit() {}

  /** Returns the commit that the build wrote down, or {@code unknown} where it was not in git. */
  static String current() throws IOException {
    try (InputStream in = Commit.class.getResourceAsStream("commit.txt")) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.isEmpty() || text.startsWith("$") ? "unknown" : text;
    }
  }
}
