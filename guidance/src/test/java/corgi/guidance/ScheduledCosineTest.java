package corgi.guidance;

import corgi.engine.model.ModifierPlugin;

/** The laws for the other shape; its values are in {@link ScheduledTest}. */
class ScheduledCosineTest implements ModifierLaws {
  @Override
  public ModifierPlugin plugin() {
    return new Scheduled.Cosine();
  }
}
