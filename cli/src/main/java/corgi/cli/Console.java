package corgi.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes, and whether it has been asked to stop.
 *
 * @param out for results, text or picture
 * @param err for everything said about them
 * @param terminal whether {@code err} is one, so that a line can be written over
 * @param interruption Ctrl-C
 */
record Console(OutputStream out, PrintStream err, boolean terminal, Interruption interruption) {
  /** This process's own console. */
  static Console system(Interruption interruption) {
    return new Console(System.out, System.err, Boolean.getBoolean("corgi.terminal"), interruption);
  }

  /** Writes a line of result. */
  void print(String line) {
    writer().println(line);
  }

  /** Returns {@code out} for text. */
  PrintWriter writer() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  /** Writes a line about the result. */
  void say(String line) {
    err.println("corgi: " + line);
  }
}
