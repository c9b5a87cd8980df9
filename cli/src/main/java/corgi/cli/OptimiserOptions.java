package corgi.cli;

import corgi.engine.tensor.Precision;
import corgi.engine.training.AdamW;
import corgi.engine.training.Batches;
import corgi.engine.training.Computing;
import corgi.engine.training.Computing.Activations;
import corgi.engine.training.EmaSpec;
import corgi.engine.training.LearningRate;
import corgi.engine.training.Limit;
import corgi.engine.training.Optimisation;
import corgi.engine.training.TrainerOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** How the steps of a training are made. */
final class OptimiserOptions {
  @Option(names = "--batch", paramLabel = "B", description = "Pictures in a step (default: 32).")
  private int batch = 32;

  @Option(
      names = "--accumulate",
      paramLabel = "K",
      description = {
        "Take a step's pictures through the network in K parts, in less memory. Their gradients add",
        "up to the same step (default: 1)."
      })
  private int parts = 1;

  @Option(
      names = "--checkpoint-activations",
      description = "Compute the network's blocks once more on the way back, in less memory.")
  private boolean recompute;

  @Option(names = "--learning-rate", paramLabel = "R", description = "Its peak (default: 0.001).")
  private double rate = 1e-3;

  @Option(
      names = "--learning-rate-schedule",
      paramLabel = "NAME",
      description = {
        "constant; cosine or linear: falls to 0 over the whole run; late: falls along a cosine over",
        "the last 35 %% of the run (default: late)."
      })
  private LearningRate.Schedule schedule = LearningRate.Schedule.LATE;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Steps until the learning rate has risen to its peak (default: 200).")
  private int warmUp = 200;

  @Option(
      names = "--weight-decay",
      paramLabel = "L",
      description =
          "Of AdamW, per unit of learning rate; biases, norms and embeddings have none"
              + " (default: 0.01).")
  private double decay = AdamW.Options.DEFAULT.decay();

  @Option(
      names = "--betas",
      paramLabel = "B1,B2",
      split = ",",
      description = "The memories of AdamW's two moments (default: 0.9,0.99).")
  private double[] betas = {AdamW.Options.DEFAULT.beta1(), AdamW.Options.DEFAULT.beta2()};

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "The largest norm of a gradient; 0 for any (default: 1).")
  private double clip = AdamW.Options.DEFAULT.maxNorm();

  @Option(
      names = "--ema",
      paramLabel = "SPEC",
      description = {
        "The moving average of the weights that is the model: a decay such as 0.999, reached by",
        "(1 + n)/(10 + n); or power:length=0.1, a power law as long as a tenth of the run; or",
        "power:gamma=6.94, the same by its exponent. Can be repeated: the first is the model, the",
        "others are written beside it (default: 0.999)."
      })
  private List<String> averages = List.of("0.999");

  @Option(
      names = "--precision",
      description = "fp32 or bf16 (default: bf16, about twice as fast on processors that have it).")
  private Precision precision = Precision.BF16;

  /**
   * Returns what was asked for.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  TrainerOptions trainer(Limit limit, long seed) {
    return new TrainerOptions(
        limit,
        seed,
        new Batches(batch, parts),
        new Optimisation(schedule.rate(rate, warmUp), adamW()),
        averages.stream().map(EmaSpec::parse).toList(),
        new Computing(precision, recompute ? Activations.RECOMPUTED : Activations.KEPT));
  }

  private AdamW.Options adamW() {
    if (betas.length != 2) {
      throw new IllegalArgumentException(
          "--betas: %d numbers; must be two, such as 0.9,0.99".formatted(betas.length));
    }
    double epsilon = AdamW.Options.DEFAULT.epsilon();
    double maxNorm = clip == 0 ? Double.POSITIVE_INFINITY : clip;
    return new AdamW.Options(betas[0], betas[1], epsilon, decay, maxNorm);
  }
}
