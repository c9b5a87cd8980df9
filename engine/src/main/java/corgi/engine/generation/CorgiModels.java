package corgi.engine.generation;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.LabelCondition;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the models that Corgi trained. */
final class CorgiModels {
  private static final Logger LOG = LoggerFactory.getLogger(CorgiModels.class);
  private static final double LABEL_GAMMA = 2; // classes are few: little is enough
  private static final double GIVEN_GAMMA = 1; // what is given is kept as trained

  private CorgiModels() {}

  static LoadedModel load(Setup setup) throws IOException {
    CheckpointFolder folder = CheckpointFolder.find(setup.model());
    Checkpoint checkpoint = folder.checkpoint();
    Model.Habits habits = habits(folder, checkpoint);
    Device device = LoadedModel.device(setup.device());
    Conditions told = conditions(folder, checkpoint.provenance());
    NDManager manager = Tensors.manager(device);
    try {
      UNet unet = folder.load(TensorOps.of(setup.precision()), manager);
      UNetConfig.Ends ends = checkpoint.unet().ends();
      Shape image = ends.sample(ends.inChannels() - told.channels());
      String predicted = ScheduleConfig.of(checkpoint.scheduler()).predictionType();
      LOG.debug("{}: {} of {}", folder, predicted, image);
      LOG.debug("{} with {}", folder.weightsHash(), setup);
      Companions companions = Companions.load(setup, Kin.of(checkpoint), manager);
      return new LoadedModel(
          new Model(
              unet,
              habits,
              new ToldPrompting(told),
              folder.latent() ? Latents.load(folder, setup, manager) : new Frame.Pixels(image),
              device,
              companions,
              defaults(checkpoint.provenance())),
          setup.on(device),
          Optional.of(checkpoint),
          Fingerprint.known(folder.weightsHash()),
          manager);
    } catch (IOException | RuntimeException e) {
      told.close();
      manager.close();
      throw e;
    }
  }

  /** Returns what suits a model, by what it is told. */
  static Defaults defaults(Provenance provenance) {
    if (provenance.text() != null) {
      return Defaults.CORGI;
    }
    List<String> told =
        provenance.conditions().stream().map(json -> json.path("name").asText()).toList();
    if (told.isEmpty()) {
      return new Defaults(new Steering(List.of(Spec.parse("none")), 0, List.of()), Course.DEFAULT);
    }
    boolean words = told.contains(LabelCondition.NAME);
    return new Defaults(
        new Steering(List.of(Spec.parse("cfg")), words ? LABEL_GAMMA : GIVEN_GAMMA, List.of()),
        Course.DEFAULT);
  }

  private static Conditions conditions(CheckpointFolder folder, Provenance provenance)
      throws IOException {
    try {
      return Conditions.read(provenance.told());
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(folder.toString(), e.getMessage(), e);
    }
  }

  private static Model.Habits habits(CheckpointFolder folder, Checkpoint checkpoint)
      throws CheckpointException {
    try {
      ScheduleConfig config = ScheduleConfig.of(checkpoint.scheduler());
      ScheduledPlanner.preconditioning(config); // refuses what is none
      boolean clips = config.flag("clip_sample", true);
      var planner =
          new ScheduledPlanner(
              config,
              config.spacing(Spacing.TRAILING),
              clips ? new RangeClipping(config.number("clip_sample_range", 1)) : Clipping.NONE);
      return new Model.Habits(planner, LearnedVariance.RANGE, Clipping.NONE, Crew.THREADS);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(folder.toString(), e.getMessage(), e);
    }
  }
}
