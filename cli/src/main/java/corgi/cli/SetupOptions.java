package corgi.cli;

import corgi.engine.generation.Defaults;
import corgi.engine.generation.Setup;
import corgi.engine.generation.Setup.Processor;
import corgi.engine.model.Companion;
import corgi.engine.tensor.Precision;
import java.io.IOException;
import java.util.Set;
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
          "A classifier, for strategies that ask one, such as 'corgi train classifier' makes"
              + " (default: "
              + Setup.DEFAULT_CLASSIFIER
              + ").")
  private String classifier;

  @Option(
      names = "--weak",
      paramLabel = "DIR|NAME",
      description =
          "A weaker model, for strategies that ask one (default: " + Setup.DEFAULT_WEAK + ").")
  private String weak;

  /**
   * Returns what suits the model.
   *
   * @throws IOException if there is none, or it is damaged
   */
  Defaults defaults() throws IOException {
    return Defaults.of(model, classifier);
  }

  /**
   * Returns the setup asked for.
   *
   * @param asked what the steering asks besides the model
   * @throws IllegalArgumentException if something is named that it does not ask
   */
  Setup setup(Set<Companion> asked) {
    Precision computing = precision == Arithmetic.BF16 ? Precision.BF16 : Precision.FP32;
    return new Setup(model, classifier, weak, computing, device).with(asked);
  }
}
