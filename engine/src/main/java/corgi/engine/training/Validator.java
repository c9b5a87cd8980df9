package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Parameter;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.training.ValidationReport.Level;
import corgi.engine.unet.UNet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Measures weights in a network of its own, so that nothing of the training is touched. Pictures,
 * noise and conditions are the same each time and in every training, so that the numbers can be
 * compared.
 */
final class Validator implements AutoCloseable {
  private static final int LEVELS = 10;
  private static final int ROWS = 32; // at once
  private static final long SEED = 20_210_218;

  private final NDManager manager = Tensors.manager();
  private final Reading objective;
  private final UNet network;
  private final List<Batch> batches = new ArrayList<>();

  /** Prepares the pictures: at most as many as there are, the same at all levels. */
  Validator(TrainingPlan plan, Validation validation) {
    objective = plan.objective().reading();
    network = new UNet(plan.unet(), TensorOps.of(plan.options().precision()), manager);
    network.parameters().initialise(0); // what it is before the first measurement is never used
    long there = validation.dataset().endless() ? Long.MAX_VALUE : validation.dataset().size();
    int count = (int) Math.min(validation.examples(), there);
    var draws = new Draws(validation.dataset(), SEED, count);
    Batch all = new BatchComposer(draws, plan.conditions()).compose(0);
    int parts = (count + ROWS - 1) / ROWS;
    new Batches(count, parts).split().forEach(part -> batches.add(all.rows(part)));
  }

  /**
   * Measures.
   *
   * @param weights in the order of the network's parameters; only read
   * @param counters of the training so far
   */
  ValidationReport measure(List<NDArray> weights, Counters counters) {
    long begun = System.nanoTime();
    List<Level> levels = new ArrayList<>();
    Tensors.inference(
        () -> {
          set(weights);
          for (int i = 0; i < LEVELS; i++) {
            double place = (i + 0.5) / LEVELS;
            levels.add(new Level(objective.range().at(place), loss(place)));
          }
          return null;
        });
    return new ValidationReport(counters, levels, (System.nanoTime() - begun) / 1e9);
  }

  private void set(List<NDArray> weights) {
    Iterator<NDArray> values = weights.iterator();
    for (Parameter parameter : network.parameters().all()) {
      values.next().copyTo(parameter.array());
    }
  }

  private double loss(double place) {
    double sum = 0;
    int count = 0;
    for (Batch batch : batches) {
      double[] places = new double[batch.noised().size()];
      Arrays.fill(places, place);
      Noised noised = batch.noised().at(places);
      for (float loss : losses(noised, batch)) {
        sum += loss;
        count++;
      }
    }
    return sum / count;
  }

  private float[] losses(Noised noised, Batch batch) {
    float[][] losses = new float[1][];
    Tensors.scope(
        () ->
            losses[0] =
                objective
                    .loss()
                    .of(network, noised, batch.told().load(manager), manager)
                    .toFloatArray());
    return losses[0];
  }

  @Override
  public void close() {
    network.close();
    manager.close();
  }
}
