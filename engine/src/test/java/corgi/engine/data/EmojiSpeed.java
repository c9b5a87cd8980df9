package corgi.engine.data;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Prints how long {@link Emoji} takes to open, how many examples a second of a processor gives the
 * first time around and later, and what that takes of the heap; run its main by hand.
 */
final class EmojiSpeed {
  private static final int COUNT = 1_000;

  private EmojiSpeed() {}

  public static void main(String[] args) {
    for (int resolution : new int[] {32, 64, 128}) {
      double start = cpu();
      Emoji data = new Emoji(new DatasetRequest(resolution, Split.ALL));
      double opened = cpu();
      compose(data, 0);
      double first = cpu();
      compose(data, data.size());
      double again = cpu();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "%d×%d: opened in %.1f s; %d icons; %.0f examples/s at first, then %.0f; heap %d MB%n",
          resolution,
          resolution,
          (opened - start) * 1e-9,
          data.size(),
          COUNT / ((first - opened) * 1e-9),
          COUNT / ((again - first) * 1e-9),
          (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
  }

  /** Nanoseconds of this thread on a processor, which other programs do not lengthen. */
  private static double cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void compose(Emoji data, long from) {
    for (long i = from; i < from + COUNT; i++) {
      data.example(i);
    }
  }
}
