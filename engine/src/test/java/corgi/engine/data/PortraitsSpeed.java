package corgi.engine.data;

/** Prints how many examples a second one thread composes; run its main by hand. */
final class PortraitsSpeed {
  private static final int COUNT = 5_000;

  private PortraitsSpeed() {}

  public static void main(String[] args) {
    for (int resolution : new int[] {32, 64, 128}) {
      Portraits data = new Portraits(new Portraits.Options(resolution, Split.SEEN));
      compose(data); // until the compiler has seen it
      long start = System.nanoTime();
      compose(data);
      double seconds = (System.nanoTime() - start) * 1e-9;
      System.out.printf("%d×%d: %.0f examples/s%n", resolution, resolution, COUNT / seconds);
    }
  }

  private static void compose(Portraits data) {
    for (long i = 0; i < COUNT; i++) {
      data.example(i);
    }
  }
}
