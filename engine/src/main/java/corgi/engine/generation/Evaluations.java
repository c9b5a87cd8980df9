package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Guidance;
import corgi.engine.plugin.Plugins;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.SamplerPlugin;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Noise;

/** Counts how often one picture evaluates a network, and passes everything else on. */
final class Evaluations implements Listener {
  private final Listener listener;
  private long count; // a picture is drawn by one thread

  Evaluations(Listener listener) {
    this.listener = listener;
  }

  /** How often it did so far. */
  long count() {
    return count;
  }

  @Override
  public void evaluated(long evaluations) {
    count += evaluations;
    listener.evaluated(evaluations);
  }

  @Override
  public NDArray arrived(Stage stage, NDArray x, Noise noise) {
    return listener.arrived(stage, x, noise);
  }

  @Override
  public NDArray stepped(Stage stage, NDArray x) {
    return listener.stepped(stage, x);
  }

  @Override
  public boolean cancelled() {
    return listener.cancelled();
  }

  /**
   * Returns what the count of a request will be: the questions of its guidance at every step, times
   * how often its sampler asks.
   */
  static long expected(Request request, Sampling sampling) {
    Grid grid = sampling.grid();
    Guidance guidance = request.steering().guidance().begin(grid);
    long questions = 0;
    for (int i = sampling.skipped(); i < grid.steps(); i++) {
      NoiseLevel before = i == 0 ? null : grid.levels().get(i - 1);
      NoiseLevel at = grid.levels().get(i);
      Stage stage = new Stage(at, grid.nexts().get(i), i, grid.steps(), true, before);
      questions += guidance.evaluations(stage).stream().distinct().count();
    }
    return questions * perStep(request.course());
  }

  private static int perStep(Course course) {
    if (course.sampler() == null) {
      return 1;
    }
    return Plugins.all(SamplerPlugin.class).get(course.sampler().name()).method().evaluations();
  }
}
