package corgi.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C. The JVM answers the signal by ending with exit code 130 once its shutdown hooks are done;
 * ours asks the work to stop and waits until it has put things in order, so that no file is left
 * half-written and no native code is cut off in the middle.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean asked;

  /** Has this process's signals asked of the returned one. */
  static Interruption ofThisProcess() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "interruption"));
    return interruption;
  }

  /** Whether the work should stop. */
  boolean asked() {
    return asked;
  }

  /** Asks the work to stop, and waits until it has. */
  void stop() {
    asked = true;
    try {
      boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("corgi: still busy after " + PATIENCE_SECONDS + " s; ended anyway");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that there is nothing left to stop. */
  void finished() {
    finished.countDown();
  }
}
