package corgi.cli;

import corgi.engine.generation.VaeModel;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** Which autoencoder a {@code vae} command looks into. */
final class VaeChoice {
  @Parameters(paramLabel = "MODEL", description = "The folder of an autoencoder.")
  private String path;

  String path() {
    return path;
  }

  /**
   * @throws IOException if there is none, or it is damaged
   */
  VaeModel load() throws IOException {
    return VaeModel.load(path);
  }
}
