package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, 1711.05101, algorithm 2), gradients
 * clipped by their global norm first (Pascanu et al. 2013, 1211.5063, algorithm 1). All parameters
 * move in one native call. Weight decay is left off biases, norms and embeddings: only {@link
 * Parameter#isDecayed} parameters have it.
 *
 * <p>The moments live outside every scope, until {@link #close}.
 */
public final class AdamW implements AutoCloseable {
  /**
   * @param beta1 β₁, the memory of the first moment, in [0, 1)
   * @param beta2 β₂, the memory of the second moment, in [0, 1)
   * @param epsilon ε, positive; keeps the division finite
   * @param decay the weight decay λ, per unit of learning rate, at least 0
   * @param maxNorm the largest global norm a gradient may have, positive; infinite for any
   */
  public record Options(double beta1, double beta2, double epsilon, double decay, double maxNorm) {
    /** What the trainer uses. */
    public static final Options DEFAULT = new Options(0.9, 0.99, 1e-8, 0.01, 1.0);

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Options {
      require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
      require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
      require(epsilon > 0 && epsilon < 1, "epsilon", epsilon, "in (0, 1)");
      require(decay >= 0 && decay <= Float.MAX_VALUE, "weight decay", decay, "at least 0");
      require(maxNorm > 0, "largest gradient norm", maxNorm, "positive");
    }

    private static void require(boolean right, String what, double value, String range) {
      if (!right) {
        throw new IllegalArgumentException("%s = %s: must be %s".formatted(what, value, range));
      }
    }
  }

  private static final String ARGUMENTS =
      "p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], h: Tensor, d: Tensor";

  private final Options options;
  private final List<NDArray> weights = new ArrayList<>();
  private final NDManager manager;
  private final List<NDArray> first = new ArrayList<>();
  private final List<NDArray> second = new ArrayList<>();
  private final NDArray decays; // λ or 0 by parameter
  private final Script update;
  private long steps;

  /** Optimises all of {@code parameters}, whose gradients must be recorded. */
  public AdamW(Parameters parameters, Options options, NDManager manager) {
    this.options = options;
    this.manager = manager.newSubManager();
    float[] groups = new float[parameters.all().size()];
    for (Parameter parameter : parameters.all()) {
      groups[weights.size()] = (float) (parameter.isDecayed() ? options.decay() : 0);
      weights.add(parameter.array());
      first.add(kept(this.manager.zeros(parameter.shape())));
      second.add(kept(this.manager.zeros(parameter.shape())));
    }
    decays = kept(this.manager.create(groups, new Shape(groups.length)).duplicate());
    update = new Script(ARGUMENTS, "Tensor", body(options));
  }

  private static NDArray kept(NDArray array) {
    NDScope.unregister(array);
    return array;
  }

  /** h holds the learning rate and the two bias corrections 1 − βᵗ, d the decay by parameter. */
  private static String body(Options o) {
    return """
        s = torch.select(h, 0, 0)
        n = torch.mul(s, 0.)
        for i in range(torch.len(g)):
          n = torch.add(n, torch.sum(torch.square(g[i])))
        norm = torch.sqrt(n)
        if bool(torch.isfinite(norm)):
          clip = %1$s
          lr = torch.select(h, 0, 0)
          c1 = torch.select(h, 0, 1)
          c2 = torch.sqrt(torch.select(h, 0, 2))
          shrink = torch.sub(torch.full_like(d, 1.), torch.mul(lr, d))
          for i in range(torch.len(p)):
            w = p[i]
            e = torch.mul(g[i], clip)
            m1 = torch.add_(torch.mul_(m[i], %2$s), e, alpha=%3$s)
            v1 = torch.addcmul_(torch.mul_(v[i], %4$s), e, e, value=%5$s)
            b = torch.add(torch.div(torch.sqrt(v1), c2), %6$s)
            w1 = torch.mul_(w, torch.select(shrink, 0, i))
            w2 = torch.sub_(w1, torch.mul(torch.div(m1, b), torch.div(lr, c1)))
        for i in range(torch.len(g)):
          z = torch.zero_(g[i])
        return norm
        """
        .formatted(
            clip(o.maxNorm()), o.beta1(), 1 - o.beta1(), o.beta2(), 1 - o.beta2(), o.epsilon());
  }

  private static String clip(double maxNorm) {
    return Double.isInfinite(maxNorm)
        ? "torch.full_like(norm, 1.)"
        : "torch.clamp(torch.div(torch.full_like(norm, %s), torch.add(norm, 1e-06)), None, 1.)"
            .formatted(maxNorm);
  }

  /**
   * Moves every parameter by its gradient and sets the gradients to zero. If the gradient's norm is
   * not finite nothing moves.
   *
   * @return the global norm of the gradient before clipping
   */
  public double step(double learningRate) {
    long t = steps + 1;
    NDArray hyper =
        manager.create(
            new float[] {
              (float) learningRate,
              (float) (1 - Math.pow(options.beta1(), t)),
              (float) (1 - Math.pow(options.beta2(), t))
            });
    List<NDArray> gradients = weights.stream().<NDArray>map(NDArray::getGradient).toList();
    double norm =
        update.callWithLists(List.of(weights, gradients, first, second), hyper, decays).getFloat();
    if (Double.isFinite(norm)) {
      steps = t;
    }
    return norm;
  }

  /** How often the parameters were moved. */
  public long steps() {
    return steps;
  }

  /** The first moments, in the order of the parameters. */
  List<NDArray> first() {
    return first;
  }

  /** The second moments, in the order of the parameters. */
  List<NDArray> second() {
    return second;
  }

  /** Goes on from stored moments, which were written into {@link #first} and {@link #second}. */
  void resume(long stepsDone) {
    steps = stepsDone;
  }

  @Override
  public void close() {
    manager.close();
  }
}
