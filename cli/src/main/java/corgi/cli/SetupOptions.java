package corgi.cli;

import corgi.engine.generation.Setup;
import corgi.engine.generation.Setup.Processor;
import corgi.engine.tensor.Precision;
import picocli.CommandLine.Option;

/** What draws. */
final class SetupOptions {
  /** The choices of {@code --precision}. */
  enum Arithmetic {
    AUTO,
    FP32,
    BF16
  }

  @Option(
      names = "--model",
      paramLabel = "DIR|NAME",
      description = "A model folder, or an embedded model (default: " + Setup.DEFAULT_MODEL + ").")
  private String model = Setup.DEFAULT_MODEL;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu",
      description = "What to compute on; auto is a GPU if PyTorch has one (default: auto).")
  private Processor device = Processor.AUTO;

  @Option(
      names = "--precision",
      paramLabel = "auto|fp32|bf16",
      description = "What to compute in; auto is fp32 (default: auto).")
  private Arithmetic precision = Arithmetic.AUTO;

  @Option(
      names = "--classifier",
      paramLabel = "DIR|NAME",
      description =
          "A classifier of noisy pictures, for strategies that ask one; 'corgi train classifier'"
              + " makes one.")
  private String classifier;

  /**
   * Returns the setup asked for.
   *
   * @param asked whether the steering asks a classifier
   * @throws IllegalArgumentException if it does, and none is named
   */
  Setup setup(boolean asked) {
    Precision computing = precision == Arithmetic.BF16 ? Precision.BF16 : Precision.FP32;
    if (asked && classifier == null) {
      throw new IllegalArgumentException(
          "this guidance asks a classifier: name one by --classifier, such as 'corgi train"
              + " classifier' makes");
    }
    return new Setup(model, classifier, computing, device);
  }
}
