package corgi.engine.training;

import java.io.IOException;

/**
 * One run of a training in its folder, whatever is trained: goes on from the state that is there,
 * saves state and model now and then and at the end, and stops early if the listener says so.
 *
 * @param folder where it is kept
 * @param trainer what it does
 * @param identity what a state must agree with to be gone on from
 * @param model writes the model as it is
 */
record TrainingRun(TrainingFolder folder, Trainer<?> trainer, String identity, Saver model) {
  private static final double SAVE_SECONDS = 120;

  /** Writes a model. */
  @FunctionalInterface
  interface Saver {
    void save() throws IOException;
  }

  /** Trains until the limit is reached or the listener cancels; returns how far it came in all. */
  Counters go(TrainingListener listener) throws IOException {
    trainer.resume(folder.state(), identity);
    TrainingLog log = new TrainingLog(folder.log(), trainer.counters());
    double saved = trainer.counters().seconds();
    while (!trainer.finished() && !listener.cancelled()) {
      TrainingListener.Report report = trainer.step();
      log.add(report);
      listener.stepped(report);
      if (trainer.counters().seconds() - saved > SAVE_SECONDS) {
        saved = trainer.counters().seconds();
        save();
      }
    }
    save();
    return trainer.counters();
  }

  private void save() throws IOException {
    trainer.save(folder.state(), identity);
    model.save();
  }
}
