package corgi.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.data.Dataset;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Tensors;
import corgi.engine.training.AdamW;
import corgi.engine.training.Ahead;
import corgi.engine.training.Counters;
import corgi.engine.training.DivergedException;
import corgi.engine.training.LearningRate;
import corgi.engine.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains a classifier of attributes on labelled pictures. Everything a step sees is a function of
 * the seed and its number.
 */
public final class AttributeTrainer implements AutoCloseable {
  /** A seed that no model is trained with, so that judge and judged have nothing in common. */
  public static final long SEED = 0xC1A551F1E5L;

  private static final LearningRate RATE = new LearningRate(2e-3, 50, 0.6);

  /**
   * How to train.
   *
   * @param steps of the optimiser, at least 1
   * @param batch pictures in a step, at least 1
   * @param seed of everything random
   * @param precision what the network computes in
   */
  public record Options(long steps, int batch, long seed, Precision precision) {
    public Options {
      if (steps < 1 || batch < 1) {
        throw new IllegalArgumentException(
            "steps = %d, batch = %d: each must be at least 1".formatted(steps, batch));
      }
    }

    /** The usual batch and seed, in bfloat16. */
    public static Options ofSteps(long steps) {
      return new Options(steps, 64, SEED, Precision.BF16);
    }
  }

  private final AttributeConfig config;
  private final Options options;
  private final NDManager manager = Tensors.manager();
  private final AttributeNetwork network;
  private final AdamW optimiser;
  private final Ahead<AttributeBatch> batches;
  private long step;

  /** Initialises a network of the usual size from the seed. */
  public AttributeTrainer(Dataset dataset, Options options) {
    this.options = options;
    config = AttributeConfig.usual(dataset, options);
    network = new AttributeNetwork(config, options.precision(), manager);
    network.parameters().initialise(options.seed());
    network.parameters().train(Parameters.Mode.TRAINING);
    optimiser = new AdamW(network.parameters(), AdamW.Options.DEFAULT, manager);
    batches = new Ahead<>(i -> AttributeBatch.compose(dataset, options, i));
  }

  /**
   * Trains until all steps are made or the listener cancels.
   *
   * @return whether all steps are made
   * @throws ArithmeticException if the loss is not finite
   */
  public boolean train(TrainingListener listener) {
    long begun = System.nanoTime();
    while (step < options.steps() && !listener.cancelled()) {
      double done = (double) step / options.steps();
      double rate = RATE.at(step, done);
      double loss = loss(batches.take(step));
      double norm = move(rate);
      if (!Double.isFinite(norm)) {
        throw new DivergedException(step, loss, norm);
      }
      step++;
      double seconds = (System.nanoTime() - begun) / 1e9;
      Counters counters = new Counters(step, step * options.batch(), seconds);
      listener.stepped(
          new TrainingListener.Report(counters, loss, norm, rate, (double) step / options.steps()));
    }
    return step == options.steps();
  }

  /** Returns the loss of a batch, in nats, and has its gradients recorded. */
  private double loss(AttributeBatch batch) {
    double[] loss = new double[1];
    Tensors.recording(
        () -> {
          Tensors.scope(
              () -> {
                NDArray value = batch.loss(network, manager);
                loss[0] = value.getFloat();
                Tensors.backward(value);
              });
          return null;
        });
    if (!Double.isFinite(loss[0])) {
      throw new DivergedException(step, loss[0], Double.NaN);
    }
    return loss[0];
  }

  /** Moves the parameters and returns the norm of their gradient. */
  private double move(double rate) {
    double[] norm = new double[1];
    Tensors.inference(
        () -> {
          Tensors.scope(() -> norm[0] = optimiser.step(rate));
          return null;
        });
    return norm[0];
  }

  /**
   * Finds out whether {@link #save} may write there.
   *
   * @throws IOException if the folder holds anything but an evaluator
   */
  public static void checkReplaceable(Path folder) throws IOException {
    AttributeFolder.checkReplaceable(folder);
  }

  /** Writes the classifier as it is now. */
  public void save(Path folder) throws IOException {
    AttributeFolder.write(folder, config, network.parameters());
  }

  @Override
  public void close() {
    batches.close();
    optimiser.close();
    network.close();
    manager.close();
  }
}
