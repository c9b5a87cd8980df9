package corgi.engine.training;

import corgi.engine.schedule.ScheduleConfig;

/** What an {@link ObjectiveSpec} comes to. */
sealed interface Reading permits Stepwise, Continuous {
  /** What a model trained like this is stored with. */
  ScheduleConfig scheduler();

  /** The loss of a picture at any place, whichever places training prefers. */
  TrainingLoss loss();

  /** The noise at a place. */
  NoiseRange range();
}
