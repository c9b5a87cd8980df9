package corgi.engine.sampling.diffusers;

import corgi.engine.schedule.Grids;
import corgi.engine.schedule.ScheduleConfig;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Turns a scheduler's configuration into a run. */
public final class SchedulerFactory {
  private SchedulerFactory() {}

  /**
   * Returns the run that a configuration asks for. Arguments of the reference's {@code step}, which
   * configurations do not hold, are keys of the same name: {@code eta}, {@code
   * use_clipped_model_output}, {@code order}.
   *
   * @param steps from 1 to the steps of training
   * @throws UnsupportedSchedulerException if it asks for what the engine does not do
   * @throws IllegalArgumentException if a value is wrong
   */
  public static Plan create(ScheduleConfig config, int steps) {
    SchedulerFamily family = find(config.className());
    Grids.checkSteps(config.schedule(), steps);
    return family.plan(config, steps);
  }

  /**
   * Checks that there is a class of schedulers of that name.
   *
   * @throws UnsupportedSchedulerException if there is not; the message lists the known
   */
  public static void check(String className) {
    find(className);
  }

  private static SchedulerFamily find(String className) {
    Map<String, SchedulerFamily> known = new TreeMap<>();
    ServiceLoader.load(SchedulerFamily.class).forEach(f -> known.put(f.className(), f));
    SchedulerFamily family = known.get(className);
    if (family == null) {
      throw new UnsupportedSchedulerException(
          "unknown scheduler '%s'; known: %s"
              .formatted(className, String.join(", ", known.keySet())));
    }
    return family;
  }
}
