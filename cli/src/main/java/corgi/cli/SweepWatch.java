package corgi.cli;

import corgi.eval.sweep.Watch;

/** Shows how a sweep goes on. */
final class SweepWatch implements Watch, AutoCloseable {
  private final Console console;
  private ProgressLine line;

  SweepWatch(Console console) {
    this.console = console;
  }

  @Override
  public void progressed(long done, long total) {
    if (line == null) {
      line = new ProgressLine(console, total);
    }
    line.stepped(done);
  }

  @Override
  public void said(String text) {
    close();
    console.say(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  @Override
  public boolean cancelled() {
    return console.interruption().asked();
  }

  @Override
  public void close() {
    if (line != null) {
      line.clear();
    }
  }
}
