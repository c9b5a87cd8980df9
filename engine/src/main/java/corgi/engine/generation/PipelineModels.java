package corgi.engine.generation;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.PipelineFolder;
import corgi.engine.checkpoint.PipelineIndex;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Steering;
import corgi.engine.model.StoredTextEncoderPlugin;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.diffusers.SchedulerFactory;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the pipelines of diffusers. */
final class PipelineModels {
  private static final String INPAINTING = "StableDiffusionInpaintPipeline";
  private static final Set<String> OF_TEXT =
      Set.of(
          "StableDiffusionPipeline",
          "StableDiffusionImg2ImgPipeline",
          INPAINTING,
          "LatentConsistencyModelPipeline",
          "LatentConsistencyModelImg2ImgPipeline");
  private static final Set<String> OF_NOTHING =
      Set.of("DDPMPipeline", "DDIMPipeline", "PNDMPipeline");
  private static final double GAMMA = 7.5; // the presets of diffusers
  private static final double DISTILLED_GAMMA = 8.5;
  private static final int DISTILLED_STEPS = 4;
  private static final int REMEMBERED_MEGABYTES = 16;

  private static final Logger LOG = LoggerFactory.getLogger(PipelineModels.class);

  private PipelineModels() {}

  static LoadedModel load(Setup setup) throws IOException {
    PipelineFolder folder = PipelineFolder.open(Path.of(setup.model()));
    checkKnown(folder);
    ScheduleConfig config = folder.scheduler();
    Device device = LoadedModel.device(setup.device());
    NDManager manager = Tensors.manager(device);
    Prompting prompting = new NoPrompting();
    try {
      prompting = prompting(folder);
      TensorOps ops = TensorOps.of(setup.precision());
      UNet unet = folder.unet(ops, manager);
      unet.parameters().settle(ops);
      Frame frame = frame(folder, unet.config(), setup, manager);
      prompting = told(prompting, unet.config(), frame);
      Companions companions = Companions.load(setup, kin(folder, unet.config(), frame), manager);
      Model model =
          new Model(
              unet,
              habits(folder, config, unet),
              prompting,
              frame,
              device,
              companions,
              defaults(folder));
      LOG.debug("{} loaded, {} parameters, with {}", folder, unet.parameters().count(), setup);
      return new LoadedModel(
          model, setup.on(device), Optional.empty(), Fingerprint.of(folder::weightsHash), manager);
    } catch (IOException | RuntimeException e) {
      prompting.close();
      manager.close();
      throw e;
    }
  }

  /** Returns what suits a pipeline: diffusers' γ, its own scheduler, and no modifiers. */
  static Defaults defaults(PipelineFolder folder) throws IOException {
    checkKnown(folder);
    if (OF_NOTHING.contains(folder.className())) {
      return defaults(new Steering(List.of(Spec.parse("none")), 0, List.of()), Course.DEFAULT);
    }
    if (folder.unetConfig().time().guidanceSize() != null) { // it guides itself
      return defaults(
          new Steering(List.of(Spec.parse("cfg:gamma=1")), DISTILLED_GAMMA, List.of()),
          Course.DEFAULT.steps(DISTILLED_STEPS));
    }
    return defaults(new Steering(List.of(Spec.parse("cfg")), GAMMA, List.of()), Course.DEFAULT);
  }

  private static Defaults defaults(Steering steering, Course course) {
    return new Defaults(steering, course.scheduler(null));
  }

  private static void checkKnown(PipelineFolder folder) throws CheckpointException {
    if (!OF_TEXT.contains(folder.className()) && !OF_NOTHING.contains(folder.className())) {
      throw new CheckpointException(
          Path.of(folder.toString(), PipelineIndex.FILE).toString(),
          "_class_name = %s: Corgi runs %s and %s"
              .formatted(
                  CheckpointException.quote(folder.className()),
                  String.join(", ", new java.util.TreeSet<>(OF_TEXT)),
                  String.join(", ", new java.util.TreeSet<>(OF_NOTHING))));
    }
  }

  private static Prompting prompting(PipelineFolder folder) throws IOException {
    if (OF_NOTHING.contains(folder.className())) {
      return new NoPrompting();
    }
    PipelineIndex.Part encoder = folder.part("text_encoder");
    Path tokenizer = folder.part("tokenizer").path();
    try {
      return new TextPrompting(
          new CachedTextEncoder(
              StoredTextEncoderPlugin.open(encoder.className(), encoder.path(), tokenizer),
              REMEMBERED_MEGABYTES),
          "",
          TextPrompting.Padding.SEEN);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(encoder.path().toString(), e.getMessage(), e);
    }
  }

  /** Returns prompts with what else the network is told. */
  private static Prompting told(Prompting prompting, UNetConfig config, Frame frame) {
    Integer size = config.time().guidanceSize();
    Prompting said = size == null ? prompting : new DistilledPrompting(prompting, size);
    boolean joins = config.ends().inChannels() != frame.trained().get(0);
    return joins ? new InpaintPrompting(said) : said;
  }

  private static Frame frame(
      PipelineFolder folder, UNetConfig config, Setup setup, NDManager manager) throws IOException {
    UNetConfig.Ends ends = config.ends();
    if (OF_NOTHING.contains(folder.className())) {
      if (ends.sampleSize() == 0) {
        throw new CheckpointException(
            Path.of(folder.toString(), "unet", "config.json").toString(),
            "sample_size is not said: must be the pixels of a picture's side");
      }
      return new Frame.Pixels(ends.sample(ends.inChannels()));
    }
    Latents latents = Latents.load(folder, config, setup, manager);
    int joined = InpaintPrompting.channels(latents.trained().get(0));
    boolean inpaints = folder.className().equals(INPAINTING) && ends.inChannels() == joined;
    if (ends.inChannels() != latents.trained().get(0) && !inpaints) {
      throw new CheckpointException(
          folder.toString(),
          ("the U-Net reads %d channels, the autoencoder's latents have %d: Corgi runs networks that"
                  + " read these alone, or in a %s %d, with a mask and a masked picture")
              .formatted(ends.inChannels(), latents.trained().get(0), INPAINTING, joined));
    }
    return latents;
  }

  private static Kin kin(PipelineFolder folder, UNetConfig config, Frame frame) throws IOException {
    int channels = (int) frame.trained().get(0);
    return new Kin(config.ends().sampleSize(), channels, folder.scheduler(), "pipeline");
  }

  private static Model.Habits habits(PipelineFolder folder, ScheduleConfig config, UNet unet)
      throws CheckpointException {
    try {
      ScheduledPlanner.preconditioning(config); // refuses what is none
      Clipping clipping = SchedulerFactory.clipping(config);
      return new Model.Habits(
          new ScheduledPlanner(config, Spacing.LEADING, clipping),
          LearnedVariance.RANGE,
          Clipping.NONE,
          Crew.threads(unet.parameters().count()));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(folder.toString(), e.getMessage(), e);
    }
  }
}
