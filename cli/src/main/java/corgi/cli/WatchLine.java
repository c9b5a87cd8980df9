package corgi.cli;

import corgi.engine.data.Watch;

/** Says how far a reading is, and lets it go on until Ctrl-C. */
final class WatchLine implements Watch, AutoCloseable {
  private final Console console;
  private final String work;
  private ProgressLine line; // there is none before it is known how much there is to do

  /**
   * @param work what is done, such as "reading"
   */
  WatchLine(Console console, String work) {
    this.console = console;
    this.work = work;
  }

  @Override
  public boolean goesOn(long done, long total) {
    if (line == null) {
      line = new ProgressLine(console, work, total);
    }
    if (done > 0) {
      line.stepped(done);
    }
    return !console.interruption().asked();
  }

  @Override
  public void close() {
    if (line != null) {
      line.close();
    }
  }
}
