package corgi.cli;

import corgi.engine.data.Example;
import corgi.engine.generation.VaeModel;
import java.util.List;
import picocli.CommandLine.Option;

/** Which pictures a {@code vae} command shows to its autoencoder. */
final class VaePictures {
  @Option(
      names = "--data",
      paramLabel = "DATASET",
      description = "Where the pictures are from (default: what the model was trained on).")
  private String dataset;

  /** Returns the first {@code count}, or all if there are fewer, of what training does not meet. */
  List<Example> of(VaeModel model, int count) {
    return HeldOutPictures.of(model, dataset, count);
  }
}
