package corgi.guidance;

import corgi.engine.model.ModifierPlugin;
import java.util.Map;

/** The laws for the interval said in the network's time, which is ln κ in {@link World}. */
class IntervalInTimeTest implements ModifierLaws {
  @Override
  public ModifierPlugin plugin() {
    return new Interval.InTime();
  }

  @Override
  public Map<String, Double> active() {
    return Map.of("low", -1.0, "high", 1.5);
  }
}
