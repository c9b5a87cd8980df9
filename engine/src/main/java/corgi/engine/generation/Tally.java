package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Stage;

/**
 * Counts the steps of all pictures of a generation, for one listener that hears of one at a time.
 */
final class Tally implements Listener {
  private final Progress progress;
  private final Crew crew;
  private final long total;
  private long done;

  /** Begins at none of {@code total} steps. */
  Tally(Progress progress, Crew crew, long total) {
    this.progress = progress;
    this.crew = crew;
    this.total = total;
  }

  @Override
  public synchronized NDArray stepped(Stage stage, NDArray x) {
    done++;
    progress.stepped(done, total);
    return x;
  }

  /** Passes a finished picture on. */
  synchronized void drawn(int index, Drawing drawing) {
    progress.drawn(index, drawing);
  }

  @Override
  public boolean cancelled() {
    return crew.failed() || progress.cancelled();
  }
}
