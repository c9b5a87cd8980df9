package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.CheckpointWriter;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.condition.TextCondition;
import corgi.engine.data.Dataset;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of a training in its folder: goes on from what is there, saves now and then and at the
 * end, and stops early if the listener says so. The same call after a kill goes on where the last
 * save was.
 */
public final class TrainingSession {
  private final TrainingPlan plan;
  private final Built built;
  private final Validation validation;

  /**
   * What made the model, for its provenance.
   *
   * @param version of Corgi
   * @param commit of Corgi's sources, or {@code unknown}
   */
  public record Built(String version, String commit) {}

  /** Prepares to carry out {@code plan} without measuring. */
  public TrainingSession(TrainingPlan plan, Built built) {
    this(plan, built, null);
  }

  /**
   * Prepares to carry out {@code plan}.
   *
   * @param validation when it is measured, or null for never
   */
  public TrainingSession(TrainingPlan plan, Built built, Validation validation) {
    this.plan = plan;
    this.built = built;
    this.validation = validation;
  }

  /** Trains like {@link #run(Path, Saving, TrainingListener)}, and saves as usual. */
  public Counters run(Path out, TrainingListener listener) throws IOException {
    return run(out, Saving.DEFAULT, listener);
  }

  /**
   * Trains until the limit is reached or the listener cancels; both leave a saved state and model.
   *
   * @return how far it has come in all
   * @throws IOException if the folder cannot be written, is used by another training, or holds
   *     damaged checkpoints alone
   * @throws IllegalArgumentException if the folder holds the state of another training
   * @throws DivergedException if a loss is not finite; what was saved before stands
   */
  public Counters run(Path out, Saving saving, TrainingListener listener) throws IOException {
    try (TrainingFolder folder = new TrainingFolder(out);
        NDManager manager = Tensors.manager();
        UNet unet = new UNet(plan.unet(), TensorOps.of(plan.options().precision()), manager);
        Trainer<Batch> trainer = new Trainer<>(new Denoising(unet, plan), plan.options())) {
      TrainingRun.Saver model =
          () ->
              new AveragedModels(trainer, folder.model())
                  .write((to, weights) -> write(to, unet, trainer.counters(), weights));
      if (validation == null) {
        return new TrainingRun(folder, trainer, plan.identity(), model).go(saving, listener);
      }
      var audience = new Validating.Audience(folder.validation(), listener);
      try (var validating = new Validating(plan, validation, trainer, audience)) {
        return new TrainingRun(folder, trainer, plan.identity(), model, validating)
            .go(saving, listener);
      }
    }
  }

  /** Returns what a provenance says of a data set. */
  static Provenance.Data data(Dataset dataset) {
    return new Provenance.Data(
        dataset.name(), dataset.hash(), dataset.heldOut(), dataset.licences());
  }

  /** Returns what a provenance says of a training that has come so far. */
  static Provenance.Training training(TrainerOptions options, Counters c, String start) {
    return new Provenance.Training(
        options.seed(), c.steps(), c.examples(), c.seconds(), options.precision(), start);
  }

  private static Provenance.Text text(TextCondition text) {
    return new Provenance.Text(
        text.encoder().name(), text.encoder().length(), text.nullPrompt(), text.dropped());
  }

  private void write(Path model, UNet unet, Counters counters, List<NDArray> weights)
      throws IOException {
    Provenance provenance =
        new Provenance(
            built.version(),
            built.commit(),
            data(plan.dataset()),
            plan.text().map(TrainingSession::text).orElse(null),
            plan.others(),
            training(plan.options(), counters, plan.start().name()));
    ObjectNode scheduler = (ObjectNode) new ObjectMapper().readTree(plan.schedule().toJson());
    CheckpointWriter.write(
        model,
        new Checkpoint(plan.unet(), scheduler, provenance),
        ParameterFile.writer(unet.parameters(), weights, StoredType.F16),
        plan.autoencoder());
  }
}
