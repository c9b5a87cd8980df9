package corgi.engine.generation;

import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.AdmFile;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.ClassifierFolder;
import corgi.engine.model.CleanClassifier;
import corgi.engine.model.CleanClassifierPlugin;
import corgi.engine.model.Network;
import corgi.engine.schedule.Schedule;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.AdmConfig;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What helps a model to steer; each may be absent, and is null then.
 *
 * @param classifier asked how well pictures fit a request
 * @param classifierHash of the classifier
 * @param weak a weaker model
 * @param weakHash of the weaker model's weights
 */
record Companions(Labeller classifier, String classifierHash, Network weak, String weakHash) {
  /** Nothing. */
  static final Companions NONE = new Companions(null, null, null, null);

  /**
   * Loads what a setup names, onto the manager's device.
   *
   * @param kin what the model that draws is like, which they must fit
   * @throws IllegalArgumentException if one does not fit
   * @throws IOException if one is missing or damaged
   */
  static Companions load(Setup setup, Kin kin, NDManager manager) throws IOException {
    Companions loaded = setup.classifier() == null ? NONE : classifier(setup, kin, manager);
    if (setup.weak() == null) {
      return loaded;
    }
    CheckpointFolder folder = CheckpointFolder.find(setup.weak());
    checkWeak(folder, kin);
    Network weak = folder.load(TensorOps.of(setup.precision()), manager);
    return new Companions(loaded.classifier, loaded.classifierHash, weak, folder.weightsHash());
  }

  private static Companions classifier(Setup setup, Kin kin, NDManager manager) throws IOException {
    if (isPublished(setup.classifier())) {
      return published(AdmFile.open(Path.of(setup.classifier())), kin, manager);
    }
    Optional<CleanClassifierPlugin> kind = cleanKind(setup.classifier());
    if (kind.isPresent()) {
      CleanClassifier clean = kind.get().open(Path.of(setup.classifier()), manager);
      return new Companions(Labeller.of(clean), clean.hash(), null, null);
    }
    ClassifierFolder folder = ClassifierFolder.find(setup.classifier());
    checkClassifier(folder, kin);
    var network = folder.load(TensorOps.of(Precision.FP32), manager);
    String data = folder.classifier().origin().data().name();
    return new Companions(Labeller.of(network, data), folder.weightsHash(), null, null);
  }

  /** TorchScript files end in {@code .pt}, too, but have no flags. */
  private static boolean isPublished(String name) throws IOException {
    return ModelKind.of(name) == ModelKind.ADM && AdmFile.flags(Path.of(name)).isPresent();
  }

  /** A classifier of guided-diffusion, which its script asks about the model's own noise. */
  private static Companions published(AdmFile file, Kin kin, NDManager manager) throws IOException {
    checkSize(file.toString(), file.flags().classifier().ends(), kin);
    AdmClassifier network = file.classifier(TensorOps.of(Precision.FP32), manager);
    return new Companions(Labeller.ofClasses(network), file.hash(), null, null);
  }

  private static Optional<CleanClassifierPlugin> cleanKind(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      return Optional.empty(); // then it is a name
    }
    return CleanClassifierPlugin.all().stream().filter(kind -> kind.recognises(path)).findFirst();
  }

  /** It must see the pictures and the noise that the model makes. */
  private static void checkClassifier(ClassifierFolder folder, Kin kin) {
    checkSize(folder.toString(), folder.classifier().network().ends(), kin);
    if (!sameNoise(ScheduleConfig.of(folder.classifier().scheduler()), kin.scheduler())) {
      throw new IllegalArgumentException(
          "classifier %s was trained on another noise schedule than the model".formatted(folder));
    }
  }

  private static void checkSize(String classifier, AdmConfig.Ends reads, Kin kin) {
    if (reads.imageSize() != kin.size() || reads.inChannels() != kin.channels()) {
      throw new IllegalArgumentException(
          ("classifier %s reads %d×%d pictures of %d channels, the model draws %d×%d of %d: name"
                  + " one that fits")
              .formatted(
                  classifier,
                  reads.imageSize(),
                  reads.imageSize(),
                  reads.inChannels(),
                  kin.size(),
                  kin.size(),
                  kin.channels()));
    }
  }

  /** It must be asked exactly as the model that draws. */
  private static void checkWeak(CheckpointFolder folder, Kin kin) throws IOException {
    Kin weak = Kin.of(folder.checkpoint());
    String other = null;
    if (weak.size() != kin.size() || weak.channels() != kin.channels()) {
      other = "pictures of another size";
    } else if (!ScheduledPlanner.preconditioning(weak.scheduler())
            .equals(ScheduledPlanner.preconditioning(kin.scheduler()))
        || !sameNoise(weak.scheduler(), kin.scheduler())) {
      other = "another prediction type or noise schedule";
    } else if (!weak.text().equals(kin.text())) {
      other = "another text encoder or null condition";
    }
    if (other != null) {
      throw new IllegalArgumentException(
          "the weaker model %s has %s than the model that draws".formatted(folder, other));
    }
  }

  private static boolean sameNoise(ScheduleConfig one, ScheduleConfig other) {
    if (one.edm() || other.edm()) {
      return one.edm() == other.edm();
    }
    Schedule seen = one.schedule();
    Schedule made = other.schedule();
    int last = seen.steps() - 1;
    return seen.steps() == made.steps()
        && seen.at(last / 2).equals(made.at(last / 2))
        && seen.at(0).equals(made.at(0));
  }
}
