package corgi.engine.sampling.diffusers;

import corgi.engine.schedule.ScheduleConfig;

/** Reads the configurations of one class of schedulers. */
public interface SchedulerFamily {
  /** The {@code _class_name} of its configurations. */
  String className();

  /**
   * Returns the run that a configuration asks for.
   *
   * @throws UnsupportedSchedulerException if it asks for what the engine does not do
   * @throws IllegalArgumentException if a value is wrong
   */
  Plan plan(ScheduleConfig config, int steps);
}
