package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Damaged files by the thousand, the same ones every time. The law: a reader returns a result or
 * refuses with an {@link IOException} or {@link IllegalArgumentException} of one line that names
 * the file; it throws nothing else, it ends soon, and it allocates no more than a small constant
 * beyond twice what the unharmed file takes.
 *
 * <p>{@code -Dfuzz.count=N} sets how many; the default is for every build.
 */
public final class Mutants {
  /** What messages must name. */
  public static final String NAME = "damaged";

  private static final int COUNT = Integer.getInteger("fuzz.count", 400);
  private static final long MOST_BYTES = 1 << 20;
  private static final long MOST_NANOS = 5_000_000_000L; // the machine may be busy
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<byte[]> originals;
  private final Mutation mutation;
  private int refused;
  private int read;
  private long mostAllocated;
  private long allowed = Long.MAX_VALUE;

  private Mutants(List<byte[]> originals, Mutation mutation) {
    this.originals = originals;
    this.mutation = mutation;
  }

  /** Reads everything in a file. */
  @FunctionalInterface
  public interface Reader {
    /** Reads; messages must call the file {@link #NAME}. */
    void read(byte[] content) throws IOException;
  }

  /** Damages a file in one place. */
  @FunctionalInterface
  public interface Mutation {
    /** Returns a damaged copy. */
    byte[] apply(byte[] content, Random random);
  }

  /** Checks the law for mutants of all originals, each damaged in one to three places. */
  public static void check(List<byte[]> originals, Mutation mutation, Reader reader) {
    check(COUNT, originals, mutation, reader);
  }

  /** The same for a reader that builds networks, with fewer mutants unless a count is asked for. */
  public static void checkSlow(List<byte[]> originals, Mutation mutation, Reader reader) {
    check(Integer.getInteger("fuzz.count", COUNT / 5), originals, mutation, reader);
  }

  /** The same for a reader of whole pipelines. */
  public static void checkSlower(List<byte[]> originals, Mutation mutation, Reader reader) {
    check(Integer.getInteger("fuzz.count", COUNT / 20), originals, mutation, reader);
  }

  private static void check(int count, List<byte[]> originals, Mutation mutation, Reader reader) {
    Mutants mutants = new Mutants(originals, mutation);
    for (int round = 0; round < 2; round++) { // the first also loads every class that is needed
      mutants.mostAllocated = 0;
      originals.forEach(original -> mutants.check(original, reader, "unharmed"));
    }
    assertThat(mutants.refused).as("refused originals").isZero();
    mutants.read = 0;
    mutants.allowed = 2 * mutants.mostAllocated + MOST_BYTES;
    for (int i = 0; i < count; i++) {
      mutants.check(mutants.mutant(i), reader, "mutant " + i);
    }
    System.out.printf(
        "%d mutants: %d refused, %d read, at most %d KiB allocated%n",
        count, mutants.refused, mutants.read, mutants.mostAllocated >> 10);
    assertThat(mutants.refused).as("refused mutants").isPositive();
  }

  private byte[] mutant(int seed) {
    Random random = new Random(seed);
    byte[] content = originals.get(random.nextInt(originals.size()));
    for (int hits = 1 + random.nextInt(3) * random.nextInt(2); hits > 0; hits--) {
      content = mutation.apply(content, random);
    }
    return content;
  }

  private void check(byte[] content, Reader reader, String which) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    try {
      reader.read(content);
      read++;
    } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
      refused++;
      String message =
          e instanceof UncheckedIOException ? e.getCause().getMessage() : e.getMessage();
      if (message == null
          || !message.contains(NAME)
          || message.lines().count() != 1
          || message.length() > 8300) {
        fail(describe(which, content) + ": message: " + message, e);
      }
    } catch (Throwable e) {
      fail(describe(which, content), e);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    mostAllocated = Math.max(mostAllocated, allocated);
    if (allocated > allowed) {
      fail("%s: allocated %d bytes".formatted(describe(which, content), allocated));
    }
    if (System.nanoTime() - began > MOST_NANOS) {
      fail("%s: took too long".formatted(describe(which, content)));
    }
  }

  private static String describe(String which, byte[] content) {
    return "%s, %d bytes: %s".formatted(which, content.length, HexFormat.of().formatHex(content));
  }
}
