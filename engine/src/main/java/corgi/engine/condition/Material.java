package corgi.engine.condition;

import corgi.engine.data.Dataset;
import corgi.engine.model.CachedTextEncoder;
import java.io.IOException;

/**
 * What a condition is made of in training.
 *
 * @param dataset the examples
 * @param encoder makes the text encoder, for a condition that reads captions
 * @param drop how often it is left out unless its spec says otherwise, in [0, 1]
 */
public record Material(Dataset dataset, Encoder encoder, double drop) {
  /** Makes a text encoder. */
  @FunctionalInterface
  public interface Encoder {
    /** Makes it; the caller closes it. */
    CachedTextEncoder open() throws IOException;
  }
}
