package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.VaeFolder;
import corgi.engine.checkpoint.VaeOrigin;
import corgi.engine.layers.Parameter;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.vae.Autoencoder;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderShape;
import corgi.engine.vae.LatentScaling;
import corgi.engine.vae.VaeLoss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of an autoencoder's training in its folder; see {@link TrainingSession}. */
public final class AutoencoderSession {
  private static final int SCALED_BY = 128; // pictures that the latents' deviation is taken over

  private final AutoencoderPlan plan;
  private final TrainingSession.Built built;
  private ElboReport measured;

  /** Prepares to carry out {@code plan}. */
  public AutoencoderSession(AutoencoderPlan plan, TrainingSession.Built built) {
    this.plan = plan;
    this.built = built;
  }

  /**
   * How it ended.
   *
   * @param counters how far it has come in all
   * @param report what was measured last, of the model as it is stored
   */
  public record Outcome(Counters counters, ElboReport report) {}

  /** Trains like {@link #run(Path, Saving, TrainingListener)}, and saves as usual. */
  public Outcome run(Path out, TrainingListener listener) throws IOException {
    return run(out, Saving.DEFAULT, listener);
  }

  /**
   * Trains until the limit is reached or the listener cancels; both leave a saved state and an
   * autoencoder in {@code out/model}, with one for each further average of the weights beside it.
   * Whenever these are saved, the stored model is measured on the held-out pictures, a line in
   * {@code out/elbo.jsonl}.
   *
   * @throws IOException if the folder cannot be written, is used by another training, or holds a
   *     damaged state
   * @throws IllegalArgumentException if the folder holds the state of another training
   * @throws DivergedException if a loss is not finite; what was saved before stands
   */
  public Outcome run(Path out, Saving saving, TrainingListener listener) throws IOException {
    TrainerOptions options = plan.options();
    try (TrainingFolder folder = new TrainingFolder(out);
        NDManager manager = Tensors.manager();
        Autoencoder network = plan.network().build(TensorOps.of(options.precision()), manager);
        Trainer<Autoencoding.Pictures> trainer = new Trainer<>(task(network), options)) {
      ElboLog log = new ElboLog(out.resolve("elbo.jsonl"));
      TrainingRun.Saver model = () -> write(folder.model(), trainer, log);
      Counters counters =
          new TrainingRun(folder, trainer, plan.identity(), model).go(saving, listener);
      return new Outcome(counters, measured);
    }
  }

  private Autoencoding task(Autoencoder network) {
    TrainerOptions options = plan.options();
    return new Autoencoding(
        network, plan.loss(), new Draws(plan.dataset(), options.seed(), options.batch()));
  }

  /** Measures and writes every average of the weights; the first is the model. */
  private void write(Path model, Trainer<?> trainer, ElboLog log) throws IOException {
    List<ElboReport> reports = new ArrayList<>();
    new AveragedModels(trainer, model)
        .write((to, weights) -> reports.add(write(to, weights, trainer.counters())));
    measured = reports.get(0);
    log.add(trainer.counters().steps(), measured);
  }

  /** The same of one, on a network of its own. */
  private ElboReport write(Path folder, List<NDArray> weights, Counters counters)
      throws IOException {
    try (NDManager manager = Tensors.manager();
        Autoencoder network = plan.network().build(TensorOps.of(Precision.FP32), manager)) {
      int i = 0;
      for (Parameter parameter : List.copyOf(network.parameters().all())) {
        network.parameters().set(parameter.name(), weights.get(i++).toFloatArray());
      }
      ElboReport report =
          new AutoencoderExam(network, plan.loss().reconstruction()).of(plan.heldOut());
      VaeFolder.write(
          folder,
          scaled(network),
          origin(counters, report),
          ParameterFile.writer(network.parameters(), StoredType.F32));
      return report;
    }
  }

  private AutoencoderShape scaled(Autoencoder network) {
    if (!(network.config() instanceof AutoencoderConfig config)) {
      return network.config();
    }
    List<corgi.engine.data.Example> examples = new ArrayList<>();
    for (int i = 0; i < SCALED_BY; i++) {
      examples.add(plan.dataset().example(i));
    }
    double deviation = LatentDeviation.of(network, examples);
    return config.with(new LatentScaling(1 / deviation, null, null, null));
  }

  private VaeOrigin origin(Counters counters, ElboReport report) {
    VaeLoss loss = plan.loss();
    return new VaeOrigin(
        built.version(),
        built.commit(),
        TrainingSession.data(plan.dataset()),
        plan.dataset().resolution(),
        new VaeOrigin.Loss(loss.reconstruction().toString(), loss.beta(), loss.anneal()),
        TrainingSession.training(plan.options(), counters, Provenance.RANDOM),
        report.numbers());
  }
}
