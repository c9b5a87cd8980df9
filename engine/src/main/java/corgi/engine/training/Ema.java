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
 * The exponential moving average of the weights, which is what is kept of a training: averaged ←
 * d·averaged + (1 − d)·weights with the d of its {@link EmaSchedule}. The weights being trained are
 * never touched.
 */
final class Ema implements AutoCloseable {
  private static final String BODY =
      """
      for i in range(torch.len(e)):
        x = torch.lerp_(e[i], w[i], r)
      return r
      """;

  private final EmaSchedule schedule;
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> averaged = new ArrayList<>();
  private final NDManager manager;
  private final Script update =
      new Script("e: List[Tensor], w: List[Tensor], r: Tensor", "Tensor", BODY);

  Ema(Parameters parameters, EmaSchedule schedule, NDManager manager) {
    this.schedule = schedule;
    this.manager = manager.newSubManager();
    for (Parameter parameter : parameters.all()) {
      weights.add(parameter.array());
      NDArray copy = this.manager.create(parameter.array().toFloatArray(), parameter.shape());
      NDScope.unregister(copy);
      averaged.add(copy);
    }
  }

  /** Takes the weights after step n (from 1) into the average. */
  void update(long n) {
    update.callWithLists(
        List.of(averaged, weights), manager.create((float) (1 - schedule.decay(n))));
  }

  /** The averaged weights, in the order of the parameters. */
  List<NDArray> averaged() {
    return averaged;
  }

  @Override
  public void close() {
    manager.close();
  }
}
