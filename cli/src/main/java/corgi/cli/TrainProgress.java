package corgi.cli;

import corgi.engine.training.TrainingListener;
import corgi.engine.training.ValidationReport;
import java.util.List;
import java.util.Locale;

/**
 * Says how a training goes: on a terminal in a line that is written over, elsewhere now and then.
 */
final class TrainProgress implements TrainingListener, AutoCloseable {
  private static final double TERMINAL_SECONDS = 1;
  private static final double QUIET_SECONDS = 60;
  private static final String ERASE = "\r\033[K";
  private static final double MEMORY = 0.98; // of the loss that is shown

  private final Console console;
  private final long start = System.nanoTime();
  private Report first;
  private double loss = Double.NaN;
  private double lastSaid;

  TrainProgress(Console console) {
    this.console = console;
  }

  @Override
  public void stepped(Report report) {
    if (first == null) {
      first = report;
    }
    loss = Double.isNaN(loss) ? report.loss() : MEMORY * loss + (1 - MEMORY) * report.loss();
    double elapsed = (System.nanoTime() - start) / 1e9;
    if (elapsed - lastSaid >= (console.terminal() ? TERMINAL_SECONDS : QUIET_SECONDS)) {
      lastSaid = elapsed;
      String line = line(first, report, loss);
      if (console.terminal()) {
        console.err().print(ERASE + line);
        console.err().flush();
      } else {
        console.say(line);
      }
    }
  }

  @Override
  public void validated(ValidationReport report) {
    erase();
    console.say(line(report));
  }

  /** From little noise to much. */
  static String line(ValidationReport report) {
    List<ValidationReport.Level> levels = report.levels();
    return String.format(
        Locale.ROOT,
        "validation: step %d, loss %.4f (%.4f at κ = %.3g, %.4f at κ = %.3g), %.1f s",
        report.counters().steps(),
        report.loss(),
        levels.get(0).loss(),
        levels.get(0).noise().kappa(),
        levels.get(levels.size() - 1).loss(),
        levels.get(levels.size() - 1).noise().kappa(),
        report.seconds());
  }

  @Override
  public void warned(String warning) {
    console.say("warning: " + warning);
  }

  /** The pace is that of this run alone, whatever runs before it did. */
  static String line(Report first, Report now, double loss) {
    double seconds = now.counters().seconds() - first.counters().seconds();
    double made = now.done() - first.done();
    double pace = (now.counters().examples() - first.counters().examples()) / seconds;
    long left = made > 0 ? Math.round(seconds * (1 - now.done()) / made / 60) : -1;
    return String.format(
        Locale.ROOT,
        "training: %.1f %%, step %d, loss %.4f, %.1f images/s, %s",
        100 * now.done(),
        now.counters().steps(),
        loss,
        pace,
        left < 0 ? "no end in sight yet" : left + " min left");
  }

  @Override
  public boolean cancelled() {
    return console.interruption().asked();
  }

  @Override
  public void close() {
    erase();
  }

  private void erase() {
    if (console.terminal() && first != null) {
      console.err().print(ERASE);
      console.err().flush();
    }
  }
}
