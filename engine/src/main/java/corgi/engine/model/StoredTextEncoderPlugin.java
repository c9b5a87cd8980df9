package corgi.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens text encoders that are stored in the folder of a model, as pipelines of diffusers have
 * them. Found on the class path by {@code ServiceLoader}; register one with {@code @AutoService}.
 */
public interface StoredTextEncoderPlugin {
  /** The classes it reads, such as {@code CLIPTextModel}. */
  Set<String> classes();

  /**
   * Loads an encoder.
   *
   * @param encoder the folder of its configuration and weights
   * @param tokenizer the folder of its vocabulary
   * @throws IOException if a file is missing or damaged
   */
  TextEncoder open(Path encoder, Path tokenizer) throws IOException;

  /**
   * Loads an encoder of a class.
   *
   * @throws IllegalArgumentException if no plug-in reads it; the message lists the known
   * @throws IOException if a file is missing or damaged
   */
  static TextEncoder open(String className, Path encoder, Path tokenizer) throws IOException {
    Set<String> known = new TreeSet<>();
    for (StoredTextEncoderPlugin plugin : ServiceLoader.load(StoredTextEncoderPlugin.class)) {
      if (plugin.classes().contains(className)) {
        return plugin.open(encoder, tokenizer);
      }
      known.addAll(plugin.classes());
    }
    throw new IllegalArgumentException(
        "text encoder '%s' is not one of %s".formatted(className, known));
  }
}
