package corgi.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Schedule;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.adm.LabelHeads;
import corgi.engine.unet.adm.NoisyClassifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a noise-aware classifier is right, level by level, on examples that its training did
 * not meet.
 *
 * @param classifier to be examined
 * @param dataset the examples
 * @param schedule whose times are meant
 */
public record NoisyAccuracy(NoisyClassifier classifier, Dataset dataset, Schedule schedule) {
  private static final int BATCH = 64;
  private static final int NOISE = 5;

  /** The name of the share of pictures on which every head is right. */
  public static final String ALL = "all";

  /**
   * One noise level.
   *
   * @param level the noise
   * @param right the share of examples on which each head is right, and {@link #ALL}
   */
  public record Row(NoiseLevel level, Map<String, Double> right) {}

  /**
   * Examines it at some times.
   *
   * @param count examples at each; where there are fewer, all of them
   */
  public List<Row> rows(List<Integer> times, int count) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count && (dataset.endless() || i < dataset.size()); i++) {
      examples.add(dataset.example(i));
    }
    return times.stream().map(time -> row(schedule.at(time), examples)).toList();
  }

  private Row row(NoiseLevel level, List<Example> examples) {
    Map<String, Integer> right = new LinkedHashMap<>();
    classifier.heads().vocabulary().keySet().forEach(head -> right.put(head, 0));
    right.put(ALL, 0);
    for (int first = 0; first < examples.size(); first += BATCH) {
      List<Example> some = examples.subList(first, Math.min(examples.size(), first + BATCH));
      count(some, logits(some, level, first), right);
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    right.forEach((head, times) -> shares.put(head, times / (double) examples.size()));
    return new Row(level, shares);
  }

  /** Returns the logits of noisy examples, row by row; every batch has noise of its own. */
  private float[] logits(List<Example> examples, NoiseLevel level, int first) {
    int n = examples.size();
    Shape image = new Shape(n, dataset.channels(), dataset.resolution(), dataset.resolution());
    float[] x = new float[Math.toIntExact(image.size())];
    CounterRandom.normals(CounterRandom.key(NOISE, (long) level.t(), first), x, 0, x.length);
    int each = x.length / n;
    for (int b = 0; b < n; b++) {
      float[] clean = examples.get(b).picture().values();
      for (int i = 0; i < each; i++) {
        int k = b * each + i;
        x[k] = (float) (level.alpha() * clean[i] + level.sigma() * x[k]);
      }
    }
    try (NDManager manager = Tensors.manager()) {
      NDArray t = manager.full(new Shape(n), (float) level.t());
      return Tensors.inference(
          () -> classifier.network().logits(manager.create(x, image), t).toFloatArray());
    }
  }

  private void count(List<Example> examples, float[] logits, Map<String, Integer> right) {
    int k = classifier.heads().size();
    for (int b = 0; b < examples.size(); b++) {
      boolean all = true;
      for (var head : classifier.heads().spans().entrySet()) {
        String said = best(logits, b * k, head.getValue());
        String wanted = examples.get(b).labels().get(head.getKey());
        boolean correct = wanted == null || said.equals(wanted);
        right.merge(head.getKey(), correct ? 1 : 0, Integer::sum);
        all &= correct;
      }
      right.merge(ALL, all ? 1 : 0, Integer::sum);
    }
  }

  private static String best(float[] logits, int row, LabelHeads.Span span) {
    int best = span.first();
    for (int i = span.first(); i < span.end(); i++) {
      best = logits[row + i] > logits[row + best] ? i : best;
    }
    return span.values().get(best - span.first());
  }
}
