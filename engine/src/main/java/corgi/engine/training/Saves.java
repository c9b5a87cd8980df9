package corgi.engine.training;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one run of a training writes: the log, checkpoints and the model. */
final class Saves {
  private final TrainingRun run;
  private final Saving saving;
  private final TrainingLog log;
  private Counters last;
  private Path whole; // the newest checkpoint, or null

  /**
   * @param from where the run begins
   */
  Saves(TrainingRun run, Saving saving, Standing from) throws IOException {
    this.run = run;
    this.saving = saving;
    last = from.counters();
    whole = run.folder().states().newestFirst().stream().findFirst().orElse(null);
    log = new TrainingLog(run.folder().log(), from.counters(), from.sums());
  }

  void stepped(TrainingListener.Report report) throws IOException {
    attempt(run.folder().log(), () -> log.add(report));
  }

  void saveIfDue() throws IOException {
    if (saving.due(last, run.trainer().counters())) {
      save();
    }
  }

  /** Saves model and state as they are now. */
  void save() throws IOException {
    Counters now = run.trainer().counters();
    StateFiles states = run.folder().states();
    Path file = states.of(now);
    // First, as weights beyond what a model can hold must not take a good checkpoint's place.
    attempt(run.folder().model(), this::saveModel);
    if (!Files.exists(file)) { // else it is whole: it was written or read by this run
      Standing standing = new Standing(now, log.sums());
      attempt(file, () -> run.trainer().state().write(file, standing, run.identity()));
      whole = file;
      attempt(file.getParent(), () -> states.keep(saving.keep()));
    }
    last = now;
    run.beside().saved();
  }

  private void saveModel() throws IOException {
    try {
      run.model().save();
    } catch (IllegalArgumentException e) { // thrown for numbers that its type cannot hold
      throw (ArithmeticException) new ArithmeticException(e.getMessage()).initCause(e);
    }
  }

  private void attempt(Path what, TrainingRun.Saver writing) throws IOException {
    try {
      writing.save();
    } catch (IOException e) {
      String reason = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
      throw new IOException(
          "%s could not be written: %s; %s".formatted(what, reason, whatStands()), e);
    }
  }

  /** Says which checkpoint there is to go on from. */
  String whatStands() {
    return whole == null
        ? "nothing was saved before"
        : "the last good checkpoint is %s".formatted(whole);
  }
}
