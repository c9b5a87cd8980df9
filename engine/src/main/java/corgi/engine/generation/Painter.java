package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Picture;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Network;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Repaint;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.Tensors;
import java.util.List;
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
  private final Planner.Route route;
  private final Shape state; // (C, H, W)
  private final Givens givens;

  /**
   * @throws IllegalArgumentException if the request names something unknown, labels or points that
   *     nobody reads, or more steps than the model was trained on
   */
  Painter(Model model, Request request) {
    this.model = model;
    this.request = request.check();
    checkLabels();
    checkPoints();
    model.prompting().check(request);
    checkRounds();
    route = model.habits().planner().route(request.course());
    state = model.frame().state(request.course().size());
    givens = request.givens().settled();
    Sampling sampling = sampling();
    LOG.debug("{}, {} steps of {}", sampling.sampler(), sampling.steps(), sampling.grid().steps());
    LOG.debug("{}", request.steering().guidance());
  }

  private void checkLabels() {
    boolean read = model.companions().classifier() != null || model.prompting().readsLabels();
    if (!read && !request.words().labels().isEmpty()) {
      throw new IllegalArgumentException(
          "labels %s: this model is told none, and no strategy of %s asks a classifier"
              .formatted(
                  List.copyOf(request.words().labels().values()), request.steering().strategies()));
    }
  }

  private void checkPoints() {
    if (!request.givens().points().isEmpty() && !model.prompting().readsPoints()) {
      throw new IllegalArgumentException(
          "point '%s': this model was not trained on points"
              .formatted(request.givens().points().get(0).name()));
    }
  }

  private void checkRounds() {
    Mask mask = request.givens().mask();
    if (mask != null && mask.rounds() > 1 && model.prompting().readsMask()) {
      throw new IllegalArgumentException(
          "resample = %d: this model is told the mask itself, and makes every step once"
              .formatted(mask.rounds()));
    }
  }

  /** What it does with a request. */
  Planner.Route route() {
    return route;
  }

  /** Returns how often a picture evaluates a network, as far as can be told beforehand. */
  long evaluations() {
    return Evaluations.expected(request, sampling());
  }

  /** Draws one picture. */
  Picture paint(long seed, Listener listener) {
    Picture[] picture = new Picture[1];
    try (NDManager manager = Tensors.manager(model.device())) {
      Tensors.inference(
          () -> {
            Noise noise = request.course().noise().of(manager, seed);
            Tensors.scope(() -> picture[0] = picture(pictures(manager, noise, listener)));
            return null;
          });
    }
    return picture[0];
  }

  private static Picture picture(NDArray drawn) {
    Shape shape = drawn.getShape(); // (1, C, H, W)
    return new Picture(
        (int) shape.get(1), (int) shape.get(2), (int) shape.get(3), drawn.toFloatArray());
  }

  /** Draws one picture for each row of the noise, (N, C, H, W) in [−1, 1]. */
  NDArray pictures(NDManager manager, Noise noise, Listener listener) {
    return Tensors.scoped(
        () -> {
          Ground ground = Ground.of(model, givens, state, noise, manager);
          NDArray drawn = model.frame().pictures(states(manager, ground, noise, listener));
          NDArray inRange = drawn.clip(-1, 1);
          return ground.pixels() == null ? inRange : ground.pixels().end(inRange);
        });
  }

  private NDArray states(NDManager manager, Ground ground, Noise noise, Listener listener) {
    Sampling sampling = sampling();
    NDArray first = ground.start(sampling);
    if (sampling.steps() == 0) {
      return first;
    }
    Denoiser denoiser = route.plan().clipping().over(guided(manager, ground, listener));
    Repaint kept = ground.states();
    if (kept == null) {
      return route.plan().ended(sampling.run(first, denoiser, noise, listener));
    }
    NDArray last = sampling.run(first, kept.over(denoiser), noise, kept.over(listener));
    return kept.end(route.plan().ended(last));
  }

  private Sampling sampling() {
    Sampling whole = route.plan().sampling();
    return whole.last(givens.made(whole.grid().steps()));
  }

  private Denoiser guided(NDManager manager, Ground ground, Listener listener) {
    Labeller classifier = model.companions().classifier();
    var answering =
        new ConditionalModel(
            networks(listener),
            route.preconditioning(),
            model.habits().variance(),
            ground.over(model.prompting().conditions(manager, request)),
            classifier == null ? null : classifier.likelihood(request.words()),
            model.habits().clipping());
    Grid grid = route.plan().sampling().grid();
    return request.steering().guidance().begin(grid).over(answering);
  }

  private Map<Weights, Network> networks(Listener listener) {
    Network weak = model.companions().weak();
    Network main = counted(model.network(), listener);
    return weak == null
        ? Map.of(Weights.MAIN, main)
        : Map.of(Weights.MAIN, main, Weights.WEAK, counted(weak, listener));
  }

  private static Network counted(Network network, Listener listener) {
    return (input, time, conditioning, perturbed) -> {
      NDArray output = network.forward(input, time, conditioning, perturbed);
      listener.evaluated(input.size(0));
      return output;
    };
  }
}
