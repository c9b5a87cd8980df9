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

  /** Returns the setup asked for. */
  Setup setup() {
    return new Setup(model, precision == Arithmetic.BF16 ? Precision.BF16 : Precision.FP32, device);
  }
}
