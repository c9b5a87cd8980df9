package corgi.engine.training;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Prepares the next item on a second thread while the current one is used. */
final class Ahead<T> implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread daemon = new Thread(work, "corgi-data");
            daemon.setDaemon(true);
            return daemon;
          });
  private final LongFunction<T> prepare;
  private Future<T> next;
  private long nextIndex = -1;

  Ahead(LongFunction<T> prepare) {
    this.prepare = prepare;
  }

  /** Returns item {@code index} and begins with the one after it. */
  T take(long index) {
    if (nextIndex != index) {
      next = thread.submit(() -> prepare.apply(index));
    }
    T item = await(next);
    nextIndex = index + 1;
    next = thread.submit(() -> prepare.apply(index + 1));
    return item;
  }

  private T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for examples", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("examples could not be composed", e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
