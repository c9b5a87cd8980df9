package corgi.engine.training;

import java.io.IOException;

/**
 * One run of a training in its folder, whatever is trained: goes on from the newest checkpoint that
 * is whole, saves state and model now and then and at the end, and stops early if the listener says
 * so.
 *
 * @param folder where it is kept
 * @param trainer what it does
 * @param identity what a state must agree with to be gone on from
 * @param model writes the model as it is
 * @param beside what is done besides
 */
record TrainingRun(
    TrainingFolder folder, Trainer<?> trainer, String identity, Saver model, Beside beside) {
  /** A run that does nothing besides. */
  TrainingRun(TrainingFolder folder, Trainer<?> trainer, String identity, Saver model) {
    this(folder, trainer, identity, model, Beside.NOTHING);
  }

  /** What may be done now and then without changing what is learned. */
  interface Beside {
    /** Nothing. */
    Beside NOTHING = new Beside() {};

    /** Called before the first step of the run. */
    default void begin(Counters from) throws IOException {}

    /** Called after every step. */
    default void stepped() throws IOException {}

    /** Called after state and model are saved. */
    default void saved() throws IOException {}
  }

  /** Writes something. */
  @FunctionalInterface
  interface Saver {
    void save() throws IOException;
  }

  /**
   * Trains until the limit is reached or the listener cancels; returns how far it came in all.
   *
   * @throws DivergedException if a number is not finite any more; the last checkpoint stands
   * @throws IOException if there is no whole checkpoint among some, or if something cannot be
   *     written; the last checkpoint stands
   * @throws IllegalArgumentException if the checkpoints belong to another training
   */
  Counters go(Saving saving, TrainingListener listener) throws IOException {
    Standing from = new Resuming(folder.states(), trainer.state(), identity).go(listener);
    trainer.resume(from.counters());
    Saves saves = new Saves(this, saving, from);
    beside.begin(from.counters());
    try {
      while (!trainer.finished() && !listener.cancelled()) {
        TrainingListener.Report report = trainer.step();
        saves.stepped(report);
        listener.stepped(report);
        beside.stepped();
        saves.saveIfDue();
      }
      saves.save();
    } catch (ArithmeticException e) {
      String hint = "; a lower learning rate may go on from there";
      throw new DivergedException(e.getMessage() + "; " + saves.whatStands() + hint, e);
    }
    return trainer.counters();
  }
}
