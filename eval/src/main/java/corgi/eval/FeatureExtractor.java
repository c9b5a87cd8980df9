package corgi.eval;

import corgi.engine.data.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** Turns pictures into vectors that are near where pictures are alike. */
public interface FeatureExtractor extends AutoCloseable {
  /** The name with the beginning of its weights' hash: a score names it. */
  String name();

  /** Whether these are the features of the published Inception network, whose distance is FID. */
  default boolean official() {
    return false;
  }

  /**
   * Returns the features of each picture, F numbers each.
   *
   * @throws IllegalArgumentException if it cannot read pictures of that size
   */
  List<float[]> features(List<Picture> pictures);

  @Override
  void close();

  /** Opens extractors of one format. Register one with {@code @AutoService}. */
  interface Plugin {
    /** What it reads, in words, such as {@code a TorchScript file}. */
    String summary();

    /** Whether a path looks like one. */
    boolean recognises(Path path);

    /**
     * Loads one.
     *
     * @throws IOException if it is damaged; the message says what would be right
     */
    FeatureExtractor open(Path path) throws IOException;
  }

  /**
   * Loads an extractor of any known format.
   *
   * @throws IOException if there is none at that path, or it is damaged
   */
  static FeatureExtractor open(Path path) throws IOException {
    StringBuilder known = new StringBuilder();
    for (Plugin plugin : ServiceLoader.load(Plugin.class)) {
      if (plugin.recognises(path)) {
        return plugin.open(path);
      }
      known.append(known.isEmpty() ? "" : ", ").append(plugin.summary());
    }
    throw new IOException("%s: gives no features; expected one of: %s".formatted(path, known));
  }
}
