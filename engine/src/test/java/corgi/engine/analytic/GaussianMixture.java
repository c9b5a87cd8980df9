package corgi.engine.analytic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.schedule.NoiseLevel;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleBiFunction;

/**
 * Data whose every question has a closed form: a mixture of isotropic Gaussians, one per class.
 * With noise, class k is N(α·μ_k, (α²s_k² + σ²)·I), so densities, posteriors, scores and expected
 * clean images are elementary. All answers are differentiable float32 arrays on x's device.
 *
 * @param image the shape of one image, (2) or (C, H, W)
 * @param components the classes 0, 1, …
 */
public record GaussianMixture(Shape image, List<Component> components) {
  /** The argument of {@link #clean} and the like that asks for all classes together. */
  public static final int ANY = -1;

  public GaussianMixture {
    components = List.copyOf(components);
    for (Component component : components) {
      if (component.mean().length != image.size()) {
        throw new IllegalArgumentException(
            "%s has not the %d coordinates of %s".formatted(component, image.size(), image));
      }
    }
  }

  /** Two classes of two-pixel images, (2, 1, 1), unlike in place, width and weight. */
  public static GaussianMixture pair() {
    return new GaussianMixture(
        new Shape(2, 1, 1),
        List.of(new Component(0.7, 0.3, -0.8, 0.2), new Component(0.3, 0.5, 0.6, -0.4)));
  }

  /** A single class of images with independent N(mean, deviation²) pixels. */
  public static GaussianMixture single(Shape image, double mean, double deviation) {
    double[] means = new double[Math.toIntExact(image.size())];
    java.util.Arrays.fill(means, mean);
    return new GaussianMixture(image, List.of(new Component(1, deviation, means)));
  }

  /** Returns the classes as one that has learned less sharply: deviations times {@code factor}. */
  public GaussianMixture widened(double factor) {
    return new GaussianMixture(
        image,
        components.stream()
            .map(c -> new Component(c.weight(), c.deviation() * factor, c.mean()))
            .toList());
  }

  /** The number of classes; also the label of the null condition. */
  public int classes() {
    return components.size();
  }

  /** Returns E[x₀ | x] over all classes, shaped like x (N, …). */
  public NDArray clean(NDArray x, NoiseLevel level) {
    return clean(x, level, ANY);
  }

  /** Returns E[x₀ | x, y = label], shaped like x (N, …). */
  public NDArray clean(NDArray x, NoiseLevel level, int label) {
    return clean(x, rows(x, level, label));
  }

  /** Returns ∇ₓ log p(x), shaped like x, by Tweedie's formula (Efron 2011): (α·x̂₀ − x)/σ². */
  public NDArray score(NDArray x, NoiseLevel level) {
    return score(x, level, ANY);
  }

  /** Returns ∇ₓ log p(x | y = label), shaped like x. */
  public NDArray score(NDArray x, NoiseLevel level, int label) {
    return clean(x, level, label).mul(level.alpha()).sub(x).div(level.sigma() * level.sigma());
  }

  /** The exact noisy classifier: log p(y | x) for every class, (N, K). */
  public NDArray logPosterior(NDArray x, NoiseLevel level) {
    return logJoint(x, rows(x, level, ANY)).logSoftmax(1);
  }

  /** Returns p(y | x), (N, K). */
  public NDArray posterior(NDArray x, NoiseLevel level) {
    return logJoint(x, rows(x, level, ANY)).softmax(1);
  }

  /** Returns log p(x), (N). */
  public NDArray logDensity(NDArray x, NoiseLevel level) {
    NDArray joint = logJoint(x, rows(x, level, ANY)); // (N, K)
    NDArray top = joint.stopGradient().max(new int[] {1}, true);
    return joint.sub(top).exp().sum(new int[] {1}).log().add(top.squeeze(1));
  }

  /** The exact denoiser over all classes. */
  public Denoiser denoiser() {
    return denoiser(ANY);
  }

  /** The exact denoiser of one class. */
  public Denoiser denoiser(int label) {
    return (x, stage) -> Denoised.of(clean(x, stage.level(), label));
  }

  /**
   * A perfectly trained network. Its condition is {@link Conditioning#labels}; none, or {@link
   * #classes}, is the null condition. A perturbed row answers as if {@link #widened} twice.
   *
   * @param levels the variance-preserving level of a network time; EDM needs none
   */
  public Network network(Preconditioning preconditioning, DoubleFunction<NoiseLevel> levels) {
    return new MixtureNetwork(this, preconditioning, levels);
  }

  /** Returns the condition of one row per label. */
  public Conditioning condition(NDManager manager, int... labels) {
    float[] numbers = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      numbers[i] = labels[i];
    }
    return Conditioning.labels(manager.create(numbers));
  }

  /** Returns the null condition of n rows. */
  public Conditioning nullCondition(NDManager manager, int n) {
    int[] labels = new int[n];
    java.util.Arrays.fill(labels, classes());
    return condition(manager, labels);
  }

  private static List<Row> rows(NDArray x, NoiseLevel level, int label) {
    return Collections.nCopies(Math.toIntExact(x.size(0)), new Row(level, label, 1));
  }

  /** Returns E[x₀ | x, row] for every row. */
  NDArray clean(NDArray x, List<Row> rows) {
    NDArray gain = table(x, rows, Row::gain).expandDims(2); // (N, K, 1)
    NDArray means = means(x.getManager());
    NDArray each = offsets(x, rows).mul(gain).add(means); // (N, K, D)
    NDArray shares = logJoint(x, rows).softmax(1).expandDims(2); // (N, K, 1)
    return each.mul(shares).sum(new int[] {1}).reshape(x.getShape());
  }

  /** Returns log(w_k·N(x; …)) up to the constant (2π)^(−D/2), −∞ where a row excludes k; (N, K). */
  private NDArray logJoint(NDArray x, List<Row> rows) {
    NDArray half = table(x, rows, (row, c) -> 0.5 / row.variance(c)); // (N, K)
    NDArray constant = table(x, rows, this::logWeight);
    return constant.sub(offsets(x, rows).square().sum(new int[] {2}).mul(half));
  }

  private double logWeight(Row row, Component component) {
    boolean one = row.label() >= 0 && row.label() < classes();
    if (one && components.get(row.label()) != component) {
      return -1e30; // finite, so that no gradient is NaN
    }
    return Math.log(component.weight()) - image.size() / 2.0 * Math.log(row.variance(component));
  }

  /** Returns x − α·μ_k, (N, K, D). */
  private NDArray offsets(NDArray x, List<Row> rows) {
    NDArray flat = x.reshape(x.size(0), 1, image.size());
    NDArray alpha = table(x, rows, (row, c) -> row.level().alpha()).expandDims(2);
    return flat.sub(alpha.mul(means(x.getManager())));
  }

  private NDArray means(NDManager manager) {
    float[] all = new float[Math.toIntExact(classes() * image.size())];
    int i = 0;
    for (Component component : components) {
      for (double coordinate : component.mean()) {
        all[i++] = (float) coordinate;
      }
    }
    return manager.create(all, new Shape(1, classes(), image.size())); // (1, K, D)
  }

  private NDArray table(NDArray x, List<Row> rows, ToDoubleBiFunction<Row, Component> entry) {
    float[] all = new float[rows.size() * classes()];
    int i = 0;
    for (Row row : rows) {
      for (Component component : components) {
        all[i++] = (float) entry.applyAsDouble(row, component);
      }
    }
    return x.getManager().create(all, new Shape(rows.size(), classes())); // (N, K)
  }
}
