package corgi.engine.generation;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.ClassifierFolder;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.Clean;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.TextEncoderPlugin;
import corgi.engine.model.Velocity;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.schedule.Schedule;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.adm.AdmConfig;
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
      ClassifierFolder classifier =
          setup.classifier() == null ? null : ClassifierFolder.find(setup.classifier());
      return new LoadedModel(
          new Model(unet, habits, text, image, device, labeller(classifier, checkpoint, manager)),
          new Setup(setup.model(), setup.classifier(), setup.precision(), processor(device)),
          checkpoint,
          new Recipe.Hashes(
              folder.weightsHash(), classifier == null ? null : classifier.weightsHash()),
          manager);
    } catch (IOException | RuntimeException e) {
      encoder.close();
      manager.close();
      throw e;
    }
  }

  /** Loads a classifier, which must see the pictures and the noise that the model makes. */
  private static Model.Labeller labeller(
      ClassifierFolder folder, Checkpoint checkpoint, NDManager manager) throws IOException {
    if (folder == null) {
      return null;
    }
    AdmConfig.Ends reads = folder.classifier().network().ends();
    UNetConfig.Ends draws = checkpoint.unet().ends();
    if (reads.imageSize() != draws.sampleSize() || reads.inChannels() != draws.inChannels()) {
      throw new IllegalArgumentException(
          "classifier %s reads %d×%d pictures of %d channels, the model draws %d×%d of %d"
              .formatted(
                  folder,
                  reads.imageSize(),
                  reads.imageSize(),
                  reads.inChannels(),
                  draws.sampleSize(),
                  draws.sampleSize(),
                  draws.inChannels()));
    }
    Schedule seen = ScheduleConfig.of(folder.classifier().scheduler()).schedule();
    Schedule made = ScheduleConfig.of(checkpoint.scheduler()).schedule();
    int last = seen.steps() - 1;
    if (seen.steps() != made.steps()
        || !seen.at(last / 2).equals(made.at(last / 2))
        || !seen.at(0).equals(made.at(0))) {
      throw new IllegalArgumentException(
          "classifier %s was trained on another noise schedule than the model".formatted(folder));
    }
    return new Model.Labeller(
        folder.load(TensorOps.of(Precision.FP32), manager),
        folder.classifier().origin().data().name());
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
