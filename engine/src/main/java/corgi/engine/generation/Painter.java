package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Picture;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Conditioning;
import corgi.engine.model.EncodedText;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Network;
import corgi.engine.model.Side;
import corgi.engine.model.Weights;
import corgi.engine.plugin.Plugins;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.SamplerPlugin;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.Grids;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the pictures of one request, each in forward passes of its own: the kernels of PyTorch
 * round differently for batches of different sizes. Threads may share one.
 */
final class Painter {
  private static final Logger LOG = LoggerFactory.getLogger(Painter.class);

  private final Model model;
  private final Request request;
  private final Sampling sampling;

  /**
   * @throws IllegalArgumentException if the request names something unknown, or more steps than the
   *     model was trained on
   */
  Painter(Model model, Request request) {
    this.model = model;
    this.request = request.check();
    Sampler sampler = Plugins.create(SamplerPlugin.class, "sampler", request.course().sampler());
    Model.Habits habits = model.habits();
    Grid grid = Grids.spaced(habits.schedule(), habits.spacing(), request.course().steps());
    sampling = new Sampling(sampler, grid);
    LOG.debug("{}, {} steps from {}", sampler, grid.steps(), grid.levels().get(0));
    LOG.debug("{}", request.steering().guidance());
  }

  /** Draws one picture. */
  Picture paint(long seed, Listener listener) {
    float[][] values = new float[1][];
    try (NDManager manager = Tensors.manager(model.device())) {
      Tensors.inference(
          () -> {
            Tensors.scope(() -> values[0] = draw(manager, seed, listener).toFloatArray());
            return null;
          });
    }
    Shape image = model.image();
    return new Picture((int) image.get(0), (int) image.get(1), (int) image.get(2), values[0]);
  }

  private NDArray draw(NDManager manager, long seed, Listener listener) {
    Labeller classifier = model.companions().classifier();
    var answering =
        new ConditionalModel(
            networks(),
            model.habits().preconditioning(),
            LearnedVariance.RANGE,
            conditions(manager),
            classifier == null ? null : classifier.likelihood(request.words()));
    Denoiser guided = request.steering().guidance().begin(sampling.grid()).over(answering);
    Denoiser clipped = model.habits().clipping().over(guided);
    SeededNoise noise = new SeededNoise(manager, seed);
    NDArray start = sampling.start(noise, model.image()); // (1, C, H, W)
    return sampling.run(start, clipped, noise, listener).clip(-1, 1);
  }

  private Map<Weights, Network> networks() {
    Network weak = model.companions().weak();
    return weak == null
        ? Map.of(Weights.MAIN, model.network())
        : Map.of(Weights.MAIN, model.network(), Weights.WEAK, weak);
  }

  private Map<Side, Conditioning> conditions(NDManager manager) {
    Words words = request.words();
    Map<Side, Conditioning> conditions = new HashMap<>();
    String none = words.negative() == null ? model.text().nullCondition() : words.negative();
    conditions.put(Side.NULL, condition(manager, none));
    conditions.put(Side.EMPTY, condition(manager, model.text().nullCondition()));
    for (int i = 0; i < words.prompts().size(); i++) {
      conditions.put(new Side(i), condition(manager, words.prompts().get(i)));
    }
    return conditions;
  }

  private Conditioning condition(NDManager manager, String text) {
    EncodedText encoded = model.text().encoder().encoded(text);
    int length = encoded.length();
    return Conditioning.text(
        manager.create(encoded.tokens(), new Shape(1, length, encoded.dimension())),
        manager.create(encoded.mask(), new Shape(1, length)));
  }
}
