package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Trains. Everything a step sees is a function of the seed and its number, so a training that was
 * stopped or killed goes on from its state file as if nothing had happened.
 *
 * @param <B> a batch of the task
 */
public final class Trainer<B> implements AutoCloseable {
  private final Task<B> task;
  private final TrainerOptions options;
  private final NDManager manager = Tensors.manager();
  private final AdamW optimiser;
  private final List<Ema> averages;
  private final Ahead<B> batches;
  private final TrainingState state;
  private Counters counters = Counters.ZERO;

  /** Sets the task's parameters and prepares to train them. */
  public Trainer(Task<B> task, TrainerOptions options) {
    this.task = task;
    this.options = options;
    task.start(options.seed());
    Parameters parameters = task.parameters();
    parameters.train(Parameters.Mode.TRAINING);
    optimiser = new AdamW(parameters, options.optimisation().adamW(), manager);
    averages =
        options.averages().stream()
            .map(average -> new Ema(parameters, average.schedule(), manager))
            .toList();
    state = new TrainingState(parameters, optimiser, averages, task.memory());
    batches = new Ahead<>(task::batch);
  }

  /** All that a checkpoint holds of this. */
  TrainingState state() {
    return state;
  }

  /** Goes on from a state that was read. */
  void resume(Counters standing) {
    counters = standing;
  }

  /** How it trains. */
  TrainerOptions options() {
    return options;
  }

  /** How far the training has come. */
  public Counters counters() {
    return counters;
  }

  /** Whether the limit is reached. */
  public boolean finished() {
    return options.limit().done(counters) >= 1;
  }

  /** The model's weights: {@link #averaged(int)} of the first average. */
  public List<NDArray> averaged() {
    return averaged(0);
  }

  /**
   * An average of the weights, in the order of the network's parameters. Not to be closed.
   *
   * @param average its number in {@link TrainerOptions#averages}, from 0
   */
  public List<NDArray> averaged(int average) {
    return averages.get(average).averaged();
  }

  /**
   * Makes one step.
   *
   * @throws DivergedException if the loss or the gradient is not finite; nothing has moved then
   */
  public TrainingListener.Report step() {
    long begun = System.nanoTime();
    B batch = batches.take(counters.steps());
    double loss = 0;
    Map<String, Double> parts = new LinkedHashMap<>();
    for (Batches.Part part : options.batches().split()) {
      double share = (double) part.size() / options.batch();
      loss += share * loss(batch, part);
      task.parts().forEach((name, value) -> parts.merge(name, share * value, Double::sum));
    }
    if (!Double.isFinite(loss)) {
      throw new DivergedException(counters.steps(), loss, Double.NaN);
    }
    double rate = options.rate().at(counters.steps(), options.limit().done(counters));
    double norm = move(rate, loss);
    counters = counters.plus(options.batch(), (System.nanoTime() - begun) / 1e9);
    double done = options.limit().done(counters);
    return new TrainingListener.Report(counters, loss, norm, rate, done, parts);
  }

  /** Returns the mean loss of a part and adds its share of the gradients. */
  private double loss(B batch, Batches.Part part) {
    boolean whole = part.size() == options.batch();
    double[] loss = new double[1];
    Tensors.recording(
        () -> {
          Tensors.scope(
              () -> {
                B rows = whole ? batch : task.rows(batch, part);
                double share = (double) part.size() / options.batch();
                loss[0] = backward(() -> task.loss(rows, manager), share).getFloat();
              });
          return null;
        });
    return loss[0];
  }

  private NDArray backward(Supplier<NDArray> loss, double share) {
    if (options.computing().activations() == Computing.Activations.RECOMPUTED) {
      return Segments.backward(loss, share);
    }
    NDArray value = loss.get();
    Tensors.backward(value, share);
    return value;
  }

  /** Moves weights and averages and returns the norm of the gradient. */
  private double move(double rate, double loss) {
    double[] norm = new double[1];
    Tensors.inference(
        () -> {
          Tensors.scope(
              () -> {
                norm[0] = optimiser.step(rate);
                if (!Double.isFinite(norm[0])) {
                  throw new DivergedException(counters.steps(), loss, norm[0]);
                }
                averages.forEach(average -> average.update(optimiser.steps()));
              });
          return null;
        });
    return norm[0];
  }

  @Override
  public void close() {
    batches.close();
    optimiser.close();
    averages.forEach(Ema::close);
    manager.close();
  }
}
