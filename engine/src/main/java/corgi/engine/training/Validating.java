package corgi.engine.training;

import java.io.IOException;
import java.nio.file.Path;

/** Measures a training now and then, writes it down and tells the listener. */
final class Validating implements TrainingRun.Beside, AutoCloseable {
  private final Trainer<?> trainer;
  private final Validation validation;
  private final Validator validator;
  private final Path file;
  private final TrainingListener listener;
  private JsonLines lines;

  /**
   * @param plan what is trained
   * @param file where the measurements go, a line each
   */
  Validating(TrainingPlan plan, Trainer<?> trainer, Validation validation, Listening to) {
    this.trainer = trainer;
    this.validation = validation;
    validator = new Validator(plan, validation);
    this.file = to.file();
    this.listener = to.listener();
  }

  /**
   * Who hears of it.
   *
   * @param file a line for each measurement
   * @param listener told each
   */
  record Listening(Path file, TrainingListener listener) {}

  @Override
  public void begin(Counters from) throws IOException {
    lines = new JsonLines(file, from);
  }

  @Override
  public void stepped() throws IOException {
    if (validation.due(trainer.counters())) {
      measure();
    }
  }

  @Override
  public void saved() throws IOException {
    if (validation.steps() == Validation.AT_SAVES && !listener.cancelled()) {
      measure();
    }
  }

  private void measure() throws IOException {
    Counters now = trainer.counters();
    if (lines.last() < now.steps()) {
      ValidationReport report = validator.measure(trainer.averaged(), now);
      lines.add(report.toJson());
      listener.validated(report);
    }
  }

  @Override
  public void close() {
    validator.close();
  }
}
