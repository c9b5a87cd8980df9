package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.ClassifierFolder;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.checkpoint.StoredClassifier;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.NoisyClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One run of a classifier's training in its folder; see {@link TrainingSession}. */
public final class ClassifierSession {
  private final ClassifierPlan plan;
  private final TrainingSession.Built built;

  /** Prepares to carry out {@code plan}. */
  public ClassifierSession(ClassifierPlan plan, TrainingSession.Built built) {
    this.plan = plan;
    this.built = built;
  }

  /** Trains like {@link #run(Path, Saving, TrainingListener)}, and saves as usual. */
  public Counters run(Path out, TrainingListener listener) throws IOException {
    return run(out, Saving.DEFAULT, listener);
  }

  /**
   * Trains until the limit is reached or the listener cancels; both leave a saved state and a
   * classifier in {@code out/model}.
   *
   * @return how far it has come in all
   * @throws IOException if the folder cannot be written, is used by another training, or holds
   *     damaged checkpoints alone
   * @throws IllegalArgumentException if the folder holds the state of another training
   * @throws DivergedException if a loss is not finite; what was saved before stands
   */
  public Counters run(Path out, Saving saving, TrainingListener listener) throws IOException {
    TensorOps ops = TensorOps.of(plan.options().precision());
    try (TrainingFolder folder = new TrainingFolder(out);
        NDManager manager = Tensors.manager();
        AdmClassifier network =
            new AdmClassifier(plan.network(), ClassifierPlan.POOL, ops, manager);
        Trainer<Classifying.Labelled> trainer = new Trainer<>(task(network), plan.options())) {
      TrainingRun.Saver model =
          () ->
              new AveragedModels(trainer, folder.model())
                  .write((to, weights) -> write(to, network, trainer.counters(), weights));
      return new TrainingRun(folder, trainer, plan.identity(), model).go(saving, listener);
    }
  }

  private Classifying task(AdmClassifier network) {
    var schedule = plan.schedule().schedule();
    TrainerOptions options = plan.options();
    return new Classifying(
        new NoisyClassifier(network, plan.heads()),
        schedule,
        new Draws(plan.dataset(), options.seed(), options.batch()));
  }

  private void write(Path model, AdmClassifier network, Counters counters, List<NDArray> weights)
      throws IOException {
    var training = TrainingSession.training(plan.options(), counters, Provenance.RANDOM);
    var data = TrainingSession.data(plan.dataset());
    var scheduler = (ObjectNode) new ObjectMapper().readTree(plan.schedule().toJson());
    ClassifierFolder.write(
        model,
        new StoredClassifier(
            network.config(),
            ClassifierPlan.POOL,
            plan.heads(),
            scheduler,
            new StoredClassifier.Origin(built.version(), built.commit(), data, training)),
        ParameterFile.writer(network.parameters(), weights, StoredType.F16));
  }
}
