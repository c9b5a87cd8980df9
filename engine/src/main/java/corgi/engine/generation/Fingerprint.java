package corgi.engine.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The hash of a large file of weights, computed while the first picture is drawn: gigabytes take a
 * core several seconds, and the hash is needed only where a picture is written down.
 */
final class Fingerprint {
  private final CompletableFuture<String> hash;

  private Fingerprint(CompletableFuture<String> hash) {
    this.hash = hash;
  }

  /** Computes a hash. */
  @FunctionalInterface
  interface Source {
    String hash() throws IOException;
  }

  /** One that is known. */
  static Fingerprint known(String hash) {
    return new Fingerprint(CompletableFuture.completedFuture(hash));
  }

  /** One that another thread computes from now on. */
  static Fingerprint of(Source source) {
    return new Fingerprint(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return source.hash();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }));
  }

  /**
   * Waits for the hash, {@code sha256:…}.
   *
   * @throws UncheckedIOException if the file could not be read
   */
  String hash() {
    try {
      return hash.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException disk) {
        throw disk;
      }
      throw e;
    }
  }
}
