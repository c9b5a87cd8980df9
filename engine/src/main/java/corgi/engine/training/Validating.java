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
   * Who hears of it.
   *
   * @param file a line for each measurement
   * @param listener told each
   */
  record Audience(Path file, TrainingListener listener) {}

  /**
   * Measures a plan that is carried out.
   *
   * @param trainer of the plan
   */
  Validating(TrainingPlan plan, Validation validation, Trainer<?> trainer, Audience audience) {
    this.trainer = trainer;
    this.validation = validation;
    validator = new Validator(plan, validation);
    file = audience.file();
    listener = audience.listener();
  }

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
