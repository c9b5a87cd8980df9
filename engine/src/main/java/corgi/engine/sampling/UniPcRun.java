package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.Slot;
import java.util.Arrays;

/** One run of {@link UniPc}. The names of locals are the paper's. */
final class UniPcRun implements Stepper {
  private final UniPc method;
  private final History estimates;
  private final Slot left = new Slot(); // the corrected state that the last step left from
  private final Slot arrived = new Slot(); // where it arrived
  private Stage last;
  private int lastOrder; // 0 where the last step cannot be corrected

  UniPcRun(UniPc method) {
    this.method = method;
    this.estimates = new History(method.order());
  }

  @Override
  public NDArray step(Step step) {
    Stage stage = step.stage();
    NDArray clean = step.denoise().clean();
    NDArray m = method.target().of(step.x(), clean, stage.level());
    NDArray x = lastOrder > 0 ? corrected(step.x(), m) : step.x();
    estimates.push(m, stage.level());
    NDArray next =
        stage.level().alpha() == 0
            ? FirstOrder.step(x, clean, stage)
            : method.target().step(x, m, stage);
    double h = h(stage);
    int p = Double.isInfinite(h) || h == 0 ? 1 : estimates.usable(orderAt(stage));
    if (p > 1) {
      next = next.add(correction(p, null, stage));
    }
    left.set(x);
    arrived.set(next);
    last = stage;
    boolean correctable =
        !Double.isInfinite(h) && h != 0 && !method.endings().uncorrected().contains(stage.index());
    lastOrder = correctable ? p : 0;
    return next;
  }

  private int orderAt(Stage stage) {
    boolean lower = method.endings().last() == UniPc.Last.LOWER_ORDERS;
    return lower ? Math.min(method.order(), stage.count() - stage.index()) : method.order();
  }

  private static double h(Stage stage) {
    return stage.next().lambda() - stage.level().lambda();
  }

  /**
   * UniC: the last step made again, now with the estimate at its end. What was done to the state
   * since, by a mask for one, is kept.
   */
  private NDArray corrected(NDArray x, NDArray m) {
    NDArray again =
        method
            .target()
            .step(left.get(), estimates.get(0), last)
            .add(correction(lastOrder, m, last));
    return x.add(again.sub(arrived.get()));
  }

  /** −B·B(z)·Σ ρ_k·D_k with D_k = (m_k − m₀)/r_k; {@code end} is the estimate at r = 1, or null. */
  private NDArray correction(int p, NDArray end, Stage stage) {
    double h = h(stage);
    double z = method.target().exponent(h);
    double b = method.basis().of(z);
    NDArray m0 = estimates.get(0);
    double lambda0 = estimates.level(0).lambda();
    double[] r = new double[p];
    r[p - 1] = 1;
    for (int k = 1; k < p; k++) {
      r[k - 1] = (estimates.level(k).lambda() - lambda0) / h;
    }
    double[] rho = weights(end == null ? Arrays.copyOf(r, p - 1) : r, z, b);
    NDArray sum = end == null ? null : end.sub(m0).mul(rho[p - 1]);
    for (int k = 1; k < p; k++) {
      NDArray term = estimates.get(k).sub(m0).mul(rho[k - 1] / r[k - 1]);
      sum = sum == null ? term : sum.add(term);
    }
    return sum.mul(-method.target().scale(stage.next()) * b);
  }

  /** One estimate is weighted by ½, which is enough for its order (§3.4 of the paper). */
  private static double[] weights(double[] r, double z, double b) {
    return r.length == 1 ? new double[] {0.5} : UniPcWeights.solve(r, z, b);
  }
}
