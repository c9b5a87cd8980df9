package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, 1711.05101, algorithm 2), gradients
 * clipped by their global norm first. All parameters move in one native call. Weight decay is left
 * off biases and norms, that is, off what has one axis.
 *
 * <p>The moments live outside every scope, until {@link #close}.
 */
public final class AdamW implements AutoCloseable {
  /**
   * @param beta1 the memory of the first moment, in [0, 1)
   * @param beta2 the memory of the second moment, in [0, 1)
   * @param epsilon keeps the division finite
   * @param decay the weight decay λ, per unit of learning rate
   * @param maxNorm the largest global norm a gradient may have
   */
  public record Options(double beta1, double beta2, double epsilon, double decay, double maxNorm) {
    /** What the trainer uses. */
    public static final Options DEFAULT = new Options(0.9, 0.99, 1e-8, 0.01, 1.0);
  }

  private static final String ARGUMENTS =
      "p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], h: Tensor";

  private final Options options;
  private final List<NDArray> weights = new ArrayList<>();
  private final NDManager manager;
  private final List<NDArray> first = new ArrayList<>();
  private final List<NDArray> second = new ArrayList<>();
  private final Script update;
  private long steps;

  /** Optimises all of {@code parameters}, whose gradients must be recorded. */
  public AdamW(Parameters parameters, Options options, NDManager manager) {
    this.options = options;
    this.manager = manager.newSubManager();
    for (Parameter parameter : parameters.all()) {
      weights.add(parameter.array());
      first.add(zeros(parameter));
      second.add(zeros(parameter));
    }
    update = new Script(ARGUMENTS, "Tensor", body(options));
  }

  private NDArray zeros(Parameter parameter) {
    NDArray zeros = manager.zeros(parameter.shape());
    NDScope.unregister(zeros);
    return zeros;
  }

  /** h holds the learning rate and the two bias corrections 1 − βᵗ. */
  private static String body(Options o) {
    return """
        s = torch.select(h, 0, 0)
        n = torch.mul(s, 0.)
        for i in range(torch.len(g)):
          n = torch.add(n, torch.sum(torch.square(g[i])))
        norm = torch.sqrt(n)
        clip = torch.clamp(torch.div(torch.full_like(norm, %1$s), torch.add(norm, 1e-06)), None, 1.)
        lr = torch.select(h, 0, 0)
        c1 = torch.select(h, 0, 1)
        c2 = torch.sqrt(torch.select(h, 0, 2))
        shrink = torch.sub(torch.full_like(lr, 1.), torch.mul(lr, %2$s))
        for i in range(torch.len(p)):
          w = p[i]
          d = torch.mul(g[i], clip)
          m1 = torch.add_(torch.mul_(m[i], %3$s), d, alpha=%4$s)
          v1 = torch.addcmul_(torch.mul_(v[i], %5$s), d, d, value=%6$s)
          e = torch.add(torch.div(torch.sqrt(v1), c2), %7$s)
          if torch.gt(torch.dim(w), 1):
            w1 = torch.mul_(w, shrink)
          else:
            w1 = w
          w2 = torch.sub_(w1, torch.mul(torch.div(m1, e), torch.div(lr, c1)))
          z = torch.zero_(g[i])
        return norm
        """
        .formatted(
            o.maxNorm(),
            o.decay(),
            o.beta1(),
            1 - o.beta1(),
            o.beta2(),
            1 - o.beta2(),
            o.epsilon());
  }

  /**
   * Moves every parameter by its gradient and sets the gradients to zero.
   *
   * @return the global norm of the gradient before clipping
   */
  public double step(double learningRate) {
    steps++;
    NDArray hyper =
        manager.create(
            new float[] {
              (float) learningRate,
              (float) (1 - Math.pow(options.beta1(), steps)),
              (float) (1 - Math.pow(options.beta2(), steps))
            });
    List<NDArray> gradients = weights.stream().<NDArray>map(NDArray::getGradient).toList();
    return update.callWithLists(List.of(weights, gradients, first, second), hyper).getFloat();
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
