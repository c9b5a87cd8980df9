package corgi.engine.training;

import corgi.engine.schedule.VpSchedule;
import java.util.stream.IntStream;

/** The levels of a chain as a schedule of their own. */
final class VpLevels {
  private VpLevels() {}

  static VpSchedule of(ReverseChain chain) {
    return VpSchedule.ofBetas(
        IntStream.range(0, chain.steps())
            .mapToDouble(
                t -> {
                  double alpha = chain.at(t).level().alpha() / chain.at(t).next().alpha();
                  return 1 - alpha * alpha;
                })
            .toArray());
  }
}
