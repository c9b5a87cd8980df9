package corgi.cli;

import java.util.Locale;

/**
 * Says how far the work is and how long it will take: on a terminal in a line that is written over,
 * elsewhere only if it takes long, in a line now and then.
 */
final class ProgressLine implements AutoCloseable {
  private static final double TERMINAL_SECONDS = 0.2;
  private static final double QUIET_SECONDS = 10;
  private static final String ERASE = "\r\033[K";

  private final Console console;
  private final String work;
  private long total;
  private final long start = System.nanoTime();
  private double lastSaid;
  private long before; // steps of the requests that are done
  private long current; // steps of the request that is under way
  private boolean shown;

  /** Begins to draw, with {@code total} steps to go. */
  ProgressLine(Console console, long total) {
    this(console, "drawing", total);
  }

  /** Begins with some work, with {@code total} steps to go. */
  ProgressLine(Console console, String work, long total) {
    this.console = console;
    this.work = work;
    this.total = total;
  }

  /** Counts the steps of the request that is under way. */
  void stepped(long done) {
    current = done;
    double elapsed = (System.nanoTime() - start) / 1e9;
    double pause = console.terminal() ? TERMINAL_SECONDS : QUIET_SECONDS;
    if (elapsed - lastSaid >= pause && before + current < total) {
      lastSaid = elapsed;
      say(line(work, before + current, total, elapsed));
    }
  }

  /** Counts steps of a total that is only known now. */
  void of(long done, long all) {
    total = all;
    stepped(done);
  }

  /** Goes on to the next request. */
  void next() {
    before += current;
    current = 0;
  }

  private void say(String line) {
    if (console.terminal()) {
      console.err().print(ERASE + line);
      console.err().flush();
      shown = true;
    } else {
      console.say(line);
    }
  }

  /** Returns the line for {@code done} of {@code total} steps after {@code elapsed} seconds. */
  static String line(String work, long done, long total, double elapsed) {
    long left = Math.round(elapsed * (total - done) / done);
    String time = left < 120 ? left + " s" : Math.round(left / 60.0) + " min";
    return String.format(Locale.ROOT, "%s: %d %%, %s left", work, 100 * done / total, time);
  }

  /** Takes the line away, for others to write. */
  void clear() {
    if (shown) {
      console.err().print(ERASE);
      console.err().flush();
      shown = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
