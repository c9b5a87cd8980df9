package corgi.engine.latent;

import corgi.engine.sampling.CancelledException;
import corgi.engine.vae.AutoencoderKl;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * The work of an encoder.
 *
 * @param encoder of pictures
 * @param watcher who is told how many pictures are done, and may stop it
 */
record Encoding(AutoencoderKl encoder, Watcher watcher) {
  /**
   * Somebody who looks on.
   *
   * @param done told how many pictures are encoded
   * @param stop whether to stop before the next ones
   */
  record Watcher(LongConsumer done, BooleanSupplier stop) {
    void encoded(long count) {
      done.accept(count);
    }
  }

  void check() {
    if (watcher.stop().getAsBoolean()) {
      throw new CancelledException("stopped while encoding pictures");
    }
  }
}
