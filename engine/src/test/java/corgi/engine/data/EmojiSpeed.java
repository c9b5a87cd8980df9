package corgi.engine.data;

import java.util.Locale;

/**
 * Prints how long {@link Emoji} takes to open, how many examples a second one thread composes the
 * first time around and later, and what that takes of the heap; run its main by hand.
 */
final class EmojiSpeed {
  private EmojiSpeed() {}

  public static void main(String[] args) {
    for (int resolution : new int[] {32, 64, 128}) {
      double start = System.nanoTime();
      Emoji data = new Emoji(new DatasetRequest(resolution, Split.ALL));
      double opened = System.nanoTime();
      compose(data, 0);
      double first = System.nanoTime();
      compose(data, data.size());
      double again = System.nanoTime();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "%d×%d: opened in %.1f s; %d icons; %.0f examples/s at first, then %.0f; heap %d MB%n",
          resolution,
          resolution,
          (opened - start) * 1e-9,
          data.size(),
          data.size() / ((first - opened) * 1e-9),
          data.size() / ((again - first) * 1e-9),
          (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
  }

  private static void compose(Emoji data, long from) {
    for (long i = from; i < from + data.size(); i++) {
      data.example(i);
    }
  }
}
