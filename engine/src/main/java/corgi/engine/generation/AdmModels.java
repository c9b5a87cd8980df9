package corgi.engine.generation;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.AdmFile;
import corgi.engine.checkpoint.AdmFlags;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.AdmUNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the files of guided-diffusion. */
final class AdmModels {
  private static final Logger LOG = LoggerFactory.getLogger(AdmModels.class);

  private AdmModels() {}

  static LoadedModel load(Setup setup) throws IOException {
    AdmFile file = AdmFile.open(Path.of(setup.model()));
    Device device = LoadedModel.device(setup.device());
    NDManager manager = Tensors.manager(device);
    try {
      TensorOps ops = TensorOps.of(setup.precision());
      AdmUNet unet = file.unet(ops, manager);
      unet.parameters().settle(ops);
      AdmConfig config = unet.config();
      Shape image =
          new Shape(
              config.ends().inChannels(), config.ends().imageSize(), config.ends().imageSize());
      AdmFlags flags = file.flags();
      Companions companions = Companions.load(setup, kin(flags), manager);
      Model model =
          new Model(
              unet,
              habits(flags, unet),
              config.classes() == 0
                  ? new NoPrompting()
                  : new LabelPrompting(ClassLabels.of(config.classes())),
              new Frame.Pixels(image),
              device,
              companions,
              defaults(flags, setup.classifier() != null));
      LOG.debug("{} loaded, {} parameters, with {}", file, unet.parameters().count(), setup);
      return new LoadedModel(
          model, setup.on(device), Optional.empty(), Fingerprint.of(file::hash), manager);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static Model.Habits habits(AdmFlags flags, AdmUNet unet) {
    return new Model.Habits(
        new AdmPlanner(flags),
        LearnedVariance.RANGE_CLIPPED,
        flags.clips() ? new RangeClipping(1) : Clipping.NONE,
        Crew.threads(unet.parameters().count()));
  }

  private static Kin kin(AdmFlags flags) {
    AdmConfig.Ends ends = flags.model().ends();
    return new Kin(
        ends.imageSize(),
        ends.inChannels(),
        flags.scheduler(),
        "classes " + flags.model().classes());
  }

  /**
   * Returns what the published script does: with a classifier, algorithm 1 for ancestral steps at
   * the published scale; it starts from the answer with the class where the model is told one.
   *
   * @param classified whether there is a classifier
   */
  static Defaults defaults(AdmFlags flags, boolean classified) {
    Steering steering;
    if (classified) {
      double conditional = flags.classConditional() ? 1 : 0;
      Map<String, Double> values =
          Map.of("conditional", conditional, "high", Double.POSITIVE_INFINITY);
      steering =
          new Steering(
              List.of(new Spec("classifier-mean-shift", values)), flags.scale(), List.of());
    } else {
      steering =
          flags.classConditional()
              ? new Steering(List.of(Spec.parse("cfg")), 1, List.of())
              : new Steering(List.of(Spec.parse("none")), 0, List.of());
    }
    return new Defaults(steering, new Course(null, null, steps(flags), NoiseSource.CORGI, null));
  }

  private static int steps(AdmFlags flags) {
    String said = flags.respacing().replaceFirst("^ddim", "");
    return said.matches("\\d{1,6}") ? Integer.parseInt(said) : Course.DEFAULT.steps();
  }
}
