package corgi.engine.training;

import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.EncodedText;
import corgi.engine.tensor.CounterRandom;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Composes the batch of a step as a pure function of (seed, step): which examples, whose condition
 * is dropped, the times and the noise. A training that is resumed sees exactly what it would have
 * seen.
 */
final class BatchComposer {
  private static final int EXAMPLE = 1;
  private static final int DROP = 2;
  private static final int TIME = 3;
  private static final int NOISE = 4;

  /**
   * @param seed of the training
   * @param size examples in a batch
   * @param dropProbability p, how often the null condition takes the caption's place
   * @param times T of the schedule
   */
  record Options(long seed, int size, double dropProbability, int times) {
    Options {
      if (size < 1 || !(dropProbability >= 0 && dropProbability <= 1)) {
        throw new IllegalArgumentException(
            "batch = %d, null condition p = %s: needs a batch ≥ 1 and p in [0, 1]"
                .formatted(size, dropProbability));
      }
    }
  }

  private final Dataset dataset;
  private final CachedTextEncoder encoder;
  private final Options options;

  BatchComposer(Dataset dataset, CachedTextEncoder encoder, Options options) {
    this.dataset = dataset;
    this.encoder = encoder;
    this.options = options;
  }

  Batch compose(long step) {
    int n = options.size();
    Shape image = new Shape(n, dataset.channels(), dataset.resolution(), dataset.resolution());
    FloatBuffer images = FloatBuffer.allocate(Math.toIntExact(image.size()));
    Shape text = new Shape(n, encoder.length(), encoder.dimension());
    FloatBuffer tokens = FloatBuffer.allocate(Math.toIntExact(text.size()));
    FloatBuffer mask = FloatBuffer.allocate(n * encoder.length());
    List<String> captions = new ArrayList<>();
    for (int b = 0; b < n; b++) {
      Example example = dataset.example(CounterRandom.key(options.seed(), EXAMPLE, step, b) >>> 1);
      images.put(example.picture().values());
      boolean drop =
          CounterRandom.uniform(CounterRandom.key(options.seed(), DROP, step), b)
              < options.dropProbability();
      captions.add(drop ? TrainingPlan.NULL_CONDITION : example.caption());
    }
    for (EncodedText states : encoder.encoded(captions)) {
      states.putTokens(tokens);
      states.putMask(mask);
    }
    float[] noise = new float[images.capacity()];
    CounterRandom.normals(CounterRandom.key(options.seed(), NOISE, step), noise, 0, noise.length);
    return new Batch(
        image,
        images.array(),
        noise,
        times(step),
        new Batch.Text(text, tokens.array(), mask.array()));
  }

  /**
   * Times that are uniform one by one and evenly spread within the batch, which lowers the variance
   * of the loss: t_b = ⌊T·frac(u + b/N)⌋. Kingma et al. 2021 (2107.00630), appendix I.1.
   */
  private int[] times(long step) {
    double u = CounterRandom.uniform(CounterRandom.key(options.seed(), TIME, step), 0);
    int[] times = new int[options.size()];
    for (int b = 0; b < times.length; b++) {
      double spread = u + (double) b / times.length;
      times[b] = (int) (options.times() * (spread - Math.floor(spread)));
    }
    return times;
  }
}
