package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
  private final Ema ema;
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
    optimiser = new AdamW(parameters, AdamW.Options.DEFAULT, manager);
    ema = new Ema(parameters, EmaSchedule.of(options.emaDecay()), manager);
    state = new TrainingState(parameters, optimiser, ema);
    batches = new Ahead<>(task::batch);
  }

  /** Goes on from a state file, if there is one. */
  public void resume(Path file, String identity) throws IOException {
    if (Files.exists(file)) {
      counters = Tensors.inference(() -> read(file, identity));
    }
  }

  private Counters read(Path file, String identity) {
    try {
      return state.read(file, identity);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Writes the state file. */
  public void save(Path file, String identity) throws IOException {
    state.write(file, counters, identity);
  }

  /** How far the training has come. */
  public Counters counters() {
    return counters;
  }

  /** Whether the limit is reached. */
  public boolean finished() {
    return options.limit().done(counters) >= 1;
  }

  /** The averaged weights, in the order of the network's parameters. Not to be closed. */
  public List<NDArray> averaged() {
    return ema.averaged();
  }

  /**
   * Makes one step.
   *
   * @throws ArithmeticException if the loss or the gradient is not finite
   */
  public TrainingListener.Report step() {
    long begun = System.nanoTime();
    B batch = batches.take(counters.steps());
    double[] loss = new double[1];
    Tensors.recording(
        () -> {
          Tensors.scope(
              () -> {
                NDArray value = task.loss(batch, manager);
                loss[0] = value.getFloat();
                Tensors.backward(value);
              });
          return null;
        });
    double rate = options.rate().at(counters.steps(), options.limit().done(counters));
    double[] norm = new double[1];
    Tensors.inference(
        () -> {
          Tensors.scope(
              () -> {
                norm[0] = optimiser.step(rate);
                ema.update(optimiser.steps());
              });
          return null;
        });
    if (!Double.isFinite(loss[0]) || !Double.isFinite(norm[0])) {
      throw new ArithmeticException(
          "step %d: loss %s, gradient norm %s".formatted(counters.steps(), loss[0], norm[0]));
    }
    counters = counters.plus(options.batch(), (System.nanoTime() - begun) / 1e9);
    return new TrainingListener.Report(
        counters, loss[0], norm[0], rate, options.limit().done(counters), task.parts());
  }

  @Override
  public void close() {
    batches.close();
    optimiser.close();
    ema.close();
    manager.close();
  }
}
