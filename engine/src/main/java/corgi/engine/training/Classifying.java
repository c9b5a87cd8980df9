package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Example;
import corgi.engine.layers.Parameters;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Schedule;
import corgi.engine.unet.adm.NoisyClassifier;
import java.util.List;

/**
 * The task of a noise-aware classifier: to name the labels of x_t ~ q(x_t | x₀), with every time as
 * often. Dhariwal and Nichol 2021 (2105.05233), §4 and appendix H.
 */
final class Classifying implements Task<Classifying.Labelled> {
  private final NoisyClassifier classifier;
  private final Schedule schedule;
  private final Draws draws;

  /**
   * Pictures with their labels.
   *
   * @param noised the pictures
   * @param chosen 1 at the values that are there, row by row; 0 where an example is not labelled
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity only
  record Labelled(Noised noised, float[] chosen) {}

  /**
   * @param schedule the noise the classifier is to see
   * @param draws whose data set has labels
   */
  Classifying(NoisyClassifier classifier, Schedule schedule, Draws draws) {
    this.classifier = classifier;
    this.schedule = schedule;
    this.draws = draws;
  }

  @Override
  public Parameters parameters() {
    return classifier.network().parameters();
  }

  @Override
  public void start(long seed) {
    parameters().initialise(seed);
  }

  @Override
  public Labelled batch(long step) {
    List<Example> examples = draws.examples(step);
    int k = classifier.heads().size();
    float[] chosen = new float[examples.size() * k];
    for (int b = 0; b < examples.size(); b++) {
      float[] row = classifier.heads().chosen(examples.get(b).labels());
      System.arraycopy(row, 0, chosen, b * k, k);
    }
    return new Labelled(draws.noised(examples, step), chosen);
  }

  @Override
  public Labelled rows(Labelled batch, Batches.Part part) {
    return new Labelled(
        batch.noised().rows(part), part.of(batch.chosen(), classifier.heads().size()));
  }

  /** The mean over the batch of −Σ log p(label | x_t). */
  @Override
  public NDArray loss(Labelled batch, NDManager manager) {
    Noised noised = batch.noised();
    NoiseLevel[] levels = noised.levels(NoiseRange.of(schedule));
    float[] t = new float[levels.length];
    for (int b = 0; b < t.length; b++) {
      t[b] = (float) levels[b].t();
    }
    NDArray x = noised.noisy(noised.clean(manager), levels, manager);
    Shape rows = new Shape(noised.size(), classifier.heads().size());
    return classifier.loss(x, manager.create(t), manager.create(batch.chosen(), rows));
  }
}
