package corgi.engine.generation;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.Clean;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.TextEncoderPlugin;
import corgi.engine.model.Velocity;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stored model in memory.
 *
 * @param model ready to draw
 * @param setup with the device settled
 * @param checkpoint what is stored beside the weights
 * @param weights their hashes
 * @param manager what owns the network's arrays
 */
record LoadedModel(
    Model model, Setup setup, Checkpoint checkpoint, Recipe.Hashes weights, NDManager manager)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedModel.class);
  private static final int REMEMBERED_MEGABYTES = 16;

  /** Loads what {@code setup} names. */
  static LoadedModel load(Setup setup) throws IOException {
    CheckpointFolder folder = CheckpointFolder.find(setup.model());
    Checkpoint checkpoint = folder.checkpoint();
    Model.Habits habits = habits(folder, checkpoint);
    Device device = device(setup.device());
    Provenance.Text said = checkpoint.provenance().text();
    var encoder =
        new CachedTextEncoder(
            TextEncoderPlugin.create(said.encoder(), said.length()), REMEMBERED_MEGABYTES);
    NDManager manager = Tensors.manager(device);
    try {
      UNet unet = folder.load(TensorOps.of(setup.precision()), manager);
      UNetConfig.Ends ends = checkpoint.unet().ends();
      Shape image = new Shape(ends.inChannels(), ends.sampleSize(), ends.sampleSize());
      LOG.debug("{}: {} of {}", folder, habits.preconditioning().name(), image);
      LOG.debug("{} with {}", folder.weightsHash(), setup);
      Model.Text text = new Model.Text(encoder, said.nullCondition());
      Companions companions = Companions.load(setup, checkpoint, manager);
      return new LoadedModel(
          new Model(unet, habits, text, image, device, companions),
          new Setup(
              setup.model(),
              setup.classifier(),
              setup.weak(),
              setup.precision(),
              processor(device)),
          checkpoint,
          new Recipe.Hashes(
              folder.weightsHash(), companions.classifierHash(), companions.weakHash()),
          manager);
    } catch (IOException | RuntimeException e) {
      encoder.close();
      manager.close();
      throw e;
    }
  }

  private static Model.Habits habits(CheckpointFolder folder, Checkpoint checkpoint)
      throws CheckpointException {
    try {
      ScheduleConfig config = ScheduleConfig.of(checkpoint.scheduler());
      boolean clips = config.flag("clip_sample", true);
      return new Model.Habits(
          preconditioning(config.predictionType()),
          config.schedule(),
          config.spacing(Spacing.TRAILING),
          clips ? new RangeClipping(config.number("clip_sample_range", 1)) : Clipping.NONE);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(folder.toString(), e.getMessage(), e);
    }
  }

  private static Preconditioning preconditioning(String name) {
    for (Preconditioning known : List.of(new Epsilon(), new Velocity(), new Clean())) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "prediction_type '%s': must be epsilon, v_prediction or sample".formatted(name));
  }

  private static Device device(Setup.Processor wanted) {
    boolean there = Engine.getEngine("PyTorch").getGpuCount() > 0;
    if (wanted == Setup.Processor.GPU && !there) {
      throw new IllegalArgumentException("device gpu: PyTorch finds none here; use cpu");
    }
    return there && wanted != Setup.Processor.CPU ? Device.gpu() : Device.cpu();
  }

  private static Setup.Processor processor(Device device) {
    return device.isGpu() ? Setup.Processor.GPU : Setup.Processor.CPU;
  }

  @Override
  public void close() {
    manager.close();
    model.text().encoder().close();
  }
}
