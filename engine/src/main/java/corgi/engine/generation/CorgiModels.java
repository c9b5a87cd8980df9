package corgi.engine.generation;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.TextEncoderPlugin;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the models that Corgi trained. */
final class CorgiModels {
  private static final Logger LOG = LoggerFactory.getLogger(CorgiModels.class);
  private static final int REMEMBERED_MEGABYTES = 16;

  private CorgiModels() {}

  static LoadedModel load(Setup setup) throws IOException {
    CheckpointFolder folder = CheckpointFolder.find(setup.model());
    Checkpoint checkpoint = folder.checkpoint();
    Model.Habits habits = habits(folder, checkpoint);
    Device device = LoadedModel.device(setup.device());
    TextPrompting prompting = prompting(checkpoint.provenance().text());
    NDManager manager = Tensors.manager(device);
    try {
      UNet unet = folder.load(TensorOps.of(setup.precision()), manager);
      UNetConfig.Ends ends = checkpoint.unet().ends();
      Shape image = ends.sample(ends.inChannels());
      String predicted = ScheduleConfig.of(checkpoint.scheduler()).predictionType();
      LOG.debug("{}: {} of {}", folder, predicted, image);
      LOG.debug("{} with {}", folder.weightsHash(), setup);
      Companions companions = Companions.load(setup, Kin.of(checkpoint), manager);
      return new LoadedModel(
          new Model(
              unet, habits, prompting, new Frame.Pixels(image), device, companions, Defaults.CORGI),
          setup.on(device),
          Optional.of(checkpoint),
          Fingerprint.known(folder.weightsHash()),
          manager);
    } catch (IOException | RuntimeException e) {
      prompting.close();
      manager.close();
      throw e;
    }
  }

  private static TextPrompting prompting(Provenance.Text said) throws IOException {
    return new TextPrompting(
        new CachedTextEncoder(
            TextEncoderPlugin.create(said.encoder(), said.length()), REMEMBERED_MEGABYTES),
        said.nullCondition(),
        TextPrompting.Padding.MASKED);
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
