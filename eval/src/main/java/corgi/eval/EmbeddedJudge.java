package corgi.eval;

import corgi.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

/**
 * A classifier that comes with Corgi.
 *
 * @param name below {@code corgi/models/} on the class path
 */
record EmbeddedJudge(String name) {
  private static final String PLACE = "corgi/models/%s/";

  /** Whether the class path has one of that name. */
  static boolean isOne(String name) {
    return name.matches("[a-z0-9][a-z0-9-]*") && new EmbeddedJudge(name).url() != null;
  }

  private URL url() {
    return EmbeddedJudge.class
        .getClassLoader()
        .getResource(PLACE.formatted(name) + AttributeFolder.WEIGHTS);
  }

  AttributeConfig config() throws IOException {
    return AttributeFolder.parsed(
        read(AttributeFolder.CONFIG), "classpath:" + PLACE.formatted(name));
  }

  byte[] weights() throws IOException {
    return read(AttributeFolder.WEIGHTS);
  }

  /** What messages call the weights. */
  String source() {
    return "classpath:" + PLACE.formatted(name) + AttributeFolder.WEIGHTS;
  }

  private byte[] read(String file) throws IOException {
    String path = PLACE.formatted(name) + file;
    try (InputStream in = EmbeddedJudge.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new CheckpointException("classpath:" + path, "is missing");
      }
      return in.readAllBytes();
    }
  }
}
