package corgi.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * Returns what is missing, misshapen or unused among the stored tensors of an encoder, in one
   * line; "" if they fit its configuration. No numbers are read.
   *
   * @param encoder the folder of its configuration and weights
   * @throws IOException if a file is missing or damaged
   */
  String misfit(Path encoder) throws IOException;

  /**
   * Reads the files of a tokenizer.
   *
   * @param tokenizer the folder of its vocabulary
   * @param encoder the folder of the encoder that reads its tokens
   * @throws IOException if a file is missing or damaged, or is not the encoder's
   */
  void checkTokenizer(Path tokenizer, Path encoder) throws IOException;

  /** Returns the plug-in that reads a class, if there is one. */
  static Optional<StoredTextEncoderPlugin> find(String className) {
    return all().stream().filter(plugin -> plugin.classes().contains(className)).findFirst();
  }

  private static List<StoredTextEncoderPlugin> all() {
    List<StoredTextEncoderPlugin> all = new ArrayList<>();
    ServiceLoader.load(StoredTextEncoderPlugin.class).forEach(all::add);
    return all;
  }

  /**
   * Loads an encoder of a class.
   *
   * @throws IllegalArgumentException if no plug-in reads it; the message lists the known
   * @throws IOException if a file is missing or damaged
   */
  static TextEncoder open(String className, Path encoder, Path tokenizer) throws IOException {
    Optional<StoredTextEncoderPlugin> plugin = find(className);
    if (plugin.isPresent()) {
      return plugin.get().open(encoder, tokenizer);
    }
    Set<String> known = new TreeSet<>();
    all().forEach(other -> known.addAll(other.classes()));
    throw new IllegalArgumentException(
        "text encoder '%s' is not one of %s".formatted(className, known));
  }
}
