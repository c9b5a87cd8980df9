package corgi.engine.sampling.diffusers;

import corgi.engine.sampling.Clipping;
import corgi.engine.schedule.Grids;
import corgi.engine.schedule.ScheduleConfig;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Turns a scheduler's configuration into a run. */
public final class SchedulerFactory {
  private SchedulerFactory() {}

  /** Returns the families there are, by the class name of their configurations. */
  public static Map<String, SchedulerFamily> families() {
    Map<String, SchedulerFamily> known = new TreeMap<>();
    ServiceLoader.load(SchedulerFamily.class).forEach(f -> known.put(f.className(), f));
    return known;
  }

  /**
   * Returns the run that a configuration asks for. What the reference's schedulers take as
   * arguments of a single step, which configurations do not hold, are keys of the same name: {@code
   * eta}, {@code use_clipped_model_output}, {@code order}, {@code s_churn}, {@code s_tmin}, {@code
   * s_tmax}, {@code s_noise}.
   *
   * @param steps from 1 to the steps of training
   * @throws UnsupportedSchedulerException if it asks for what the engine does not do
   * @throws IllegalArgumentException if a value is wrong
   */
  public static Plan create(ScheduleConfig config, int steps) {
    return create(find(config.className()), config, steps);
  }

  /**
   * Returns what a configuration does to x̂₀, however many steps there are.
   *
   * @throws UnsupportedSchedulerException if it asks for what the engine does not do
   * @throws IllegalArgumentException if a value is wrong
   */
  public static Clipping clipping(ScheduleConfig config) {
    SchedulerFamily family = find(config.className());
    return create(family, config, family.leastSteps(config)).clipping();
  }

  private static Plan create(SchedulerFamily family, ScheduleConfig config, int steps) {
    checkPrediction(config, family);
    ScheduleConfig own = config;
    for (String key : family.foreign()) {
      own = own.with(key, null);
    }
    Grids.checkSteps(own.schedule(), steps);
    return family.plan(own, steps);
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
    Map<String, SchedulerFamily> known = families();
    SchedulerFamily family = known.get(className);
    if (family == null) {
      throw new UnsupportedSchedulerException(
          "unknown scheduler '%s'; known: %s"
              .formatted(className, String.join(", ", known.keySet())));
    }
    return family;
  }

  private static void checkPrediction(ScheduleConfig config, SchedulerFamily family) {
    String type = config.predictionType();
    if (type.equals("flow_prediction") || config.flag("use_flow_sigmas", false)) {
      throw new UnsupportedSchedulerException(
          "flow matching is not supported: prediction_type flow_prediction, use_flow_sigmas");
    }
    if (!family.predictionTypes().contains(type)) {
      throw new IllegalArgumentException(
          "scheduler configuration: prediction_type = %s: must be one of %s for %s"
              .formatted(
                  type, family.predictionTypes().stream().sorted().toList(), family.className()));
    }
  }
}
