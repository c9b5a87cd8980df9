package corgi.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.Order;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The examples of one step of a classifier's training, on the Java heap.
 *
 * @param image the shape (N, C, R, R)
 * @param pictures changed by {@link Augmentation}
 * @param targets per label head (N, values): 1 at the value that is there; all 0 where the example
 *     is not labelled
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record AttributeBatch(Shape image, float[] pictures, Map<String, float[]> targets) {
  private static final int CHANGE = 2;

  /** Composes the batch of a step as a pure function of (seed, step). */
  static AttributeBatch compose(Dataset dataset, AttributeTrainer.Options options, long step) {
    int n = options.batch();
    Shape image = new Shape(n, dataset.channels(), dataset.resolution(), dataset.resolution());
    int size = Math.toIntExact(image.size() / n);
    float[] pictures = new float[n * size];
    Map<String, float[]> targets = new LinkedHashMap<>();
    dataset.vocabulary().forEach((head, values) -> targets.put(head, new float[n * values.size()]));
    Order order = new Order(dataset, options.seed(), n);
    for (int b = 0; b < n; b++) {
      Example example = dataset.example(order.index(step, b));
      long key = CounterRandom.key(options.seed(), CHANGE, step, b);
      float[] changed = Augmentation.apply(example.picture().values(), dataset.channels(), key);
      System.arraycopy(changed, 0, pictures, b * size, size);
      for (var label : example.labels().entrySet()) {
        List<String> values = dataset.vocabulary().get(label.getKey());
        targets.get(label.getKey())[b * values.size() + values.indexOf(label.getValue())] = 1;
      }
    }
    return new AttributeBatch(image, pictures, targets);
  }

  /** Returns the mean over the batch of −Σ log p(value), a scalar that gradients flow from. */
  NDArray loss(AttributeNetwork network, NDManager manager) {
    NDArray features = network.features(manager.create(pictures, image));
    NDArray sum = null;
    for (var head : network.logits(features).entrySet()) {
      NDArray logits = head.getValue(); // (N, values)
      NDArray target = manager.create(targets.get(head.getKey()), logits.getShape());
      NDArray part = logits.logSoftmax(1).mul(target).sum();
      sum = sum == null ? part : sum.add(part);
    }
    return Tensors.scale(sum, -1.0 / image.get(0));
  }
}
