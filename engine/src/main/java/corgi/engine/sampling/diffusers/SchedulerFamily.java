package corgi.engine.sampling.diffusers;

import corgi.engine.schedule.ScheduleConfig;
import java.util.Set;

/** Reads the configurations of one class of schedulers. */
public interface SchedulerFamily {
  /** The {@code _class_name} of its configurations. */
  String className();

  /** The name of the sampler that it runs, a {@link corgi.engine.sampling.SamplerPlugin}. */
  String method();

  /** The values of {@code prediction_type} that it knows. */
  default Set<String> predictionTypes() {
    return Set.of("epsilon", "v_prediction", "sample");
  }

  /**
   * Keys of other classes that this one does not know. Configurations are passed between classes
   * and carry them along; {@link #plan} does not see them.
   */
  default Set<String> foreign() {
    return Set.of();
  }

  /** The fewest steps that a configuration can be run with. */
  default int leastSteps(ScheduleConfig config) {
    return 1;
  }

  /**
   * Returns the run that a configuration asks for.
   *
   * @throws UnsupportedSchedulerException if it asks for what the engine does not do
   * @throws IllegalArgumentException if a value is wrong
   */
  Plan plan(ScheduleConfig config, int steps);
}
