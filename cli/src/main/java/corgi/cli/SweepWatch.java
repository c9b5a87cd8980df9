package corgi.cli;

import corgi.eval.sweep.Watch;

/** Shows how a sweep goes on. */
final class SweepWatch implements Watch, AutoCloseable {
  private final Console console;
  private ProgressLine line;
  private long total; // of the sweep that is under way

  SweepWatch(Console console) {
    this.console = console;
  }

  @Override
  public void progressed(long done, long all) {
    if (line == null || all != total) {
      total = all;
      line = new ProgressLine(console, all);
    }
    line.stepped(done);
  }

  @Override
  public void said(String text) {
    clear();
    console.say(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  @Override
  public boolean cancelled() {
    return console.interruption().asked();
  }

  /** Takes the line away, for others to write. */
  void clear() {
    if (line != null) {
      line.clear();
    }
  }

  @Override
  public void close() {
    clear();
  }
}
