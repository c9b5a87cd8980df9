package corgi.engine.generation;

import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Threads that draw side by side. Each computes with the same number of PyTorch's threads whatever
 * the machine has, because kernels round differently when they are split differently: measured in
 * float32 on one thread against two.
 *
 * <p>That number is one for small networks: the operations on one small picture are over before a
 * second thread has woken up (docs/adr/0003).
 */
final class Crew {
  /** The threads that one operation of a small network uses. */
  static final int THREADS = 1;

  /** The fewest threads that one operation of a large network uses, see docs/adr/0011. */
  private static final int AMPLE = 2;

  /** The parameters from which on a network is large. */
  private static final long LARGE = 100_000_000;

  private final int threads;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** Of workers each of whose operations use that many threads. */
  Crew(int threads) {
    this.threads = threads;
  }

  /** Returns the threads that one operation of a network with so many parameters uses. */
  static int threads(long parameters) {
    return parameters < LARGE
        ? THREADS
        : Math.max(AMPLE, Runtime.getRuntime().availableProcessors());
  }

  /** Returns how many pictures to draw at once on this machine. */
  int workers(int pictures) {
    return Math.max(1, Math.min(pictures, Runtime.getRuntime().availableProcessors() / threads));
  }

  /** Whether a job failed, so that the others had better stop. */
  boolean failed() {
    return failure.get() != null;
  }

  /** Does jobs 0 … {@code count} − 1 on {@code workers} threads; throws what the first threw. */
  void work(int count, int workers, IntConsumer job) {
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < count && !failed(); i = next.getAndIncrement()) {
            job.accept(i);
          }
        };
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      Thread thread = new Thread(() -> settled(worker), "corgi-painter-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    threads.forEach(Crew::await);
    if (failure.get() instanceof RuntimeException e) {
      throw e;
    }
    if (failure.get() instanceof Error e) {
      throw e;
    }
  }

  private void settled(Runnable worker) {
    try {
      int before = Tensors.threads();
      Tensors.threads(threads);
      try {
        worker.run();
      } finally {
        Tensors.threads(before); // it is the preset of threads to come, too
      }
    } catch (Throwable e) { // thrown again by the thread that waits
      failure.compareAndSet(null, e);
    }
  }

  private static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // the pictures' memory is still in use: wait all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
